"""The API's description (OpenAPI 3.1), made from what each view declares: its scopes, what it takes and what it answers.

In one place, so that a view cannot forget: who asks, what is refused and how, limits, keys and tags are the same for all,
and a method that does not say what it answers does not start (`every_method_of_an_api_is_described`).
"""

import json
import re
from functools import cache

from django.core.checks import Error, register
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from bep.access.checks import all_patterns
from bep.access.gate import access_of
from bep.kit.documents import document
from partners.api import about_api, fields, refusals
from partners.api.examples import EXAMPLES
from partners.api.once import KEY

ALWAYS = (400, 401, 403, 406, 429)
OF_A_READ, OF_A_WRITE, IF_MATCH = (304,), (409, 411, 413, 415, 422), (412, 428)


class Described(AutoSchema):
    """One operation, from its view's class."""

    def get_operation(self, path, path_regex, path_prefix, method, registry):
        self.path, self.path_regex, self.path_prefix, self.method = path, path_regex, path_prefix, method.upper()
        self.registry, self.verb = registry, method.lower()
        words = self.get_description().strip()
        operation = {
            "operationId": f"{self.verb}_{re.sub(r'[^a-z]+', '_', path.removeprefix('/api/v1/')).strip('_')}",
            "summary": words.split(". ")[0].rstrip("."), "description": words, "tags": [path.split("/")[3]],
            "security": [{"client": [self.view.scopes[self.verb]]}], "parameters": list(self.parameters()),
            "responses": self.responses(),
        }  # fmt: skip
        if self.verb == "post":
            operation["requestBody"] = {"required": True, "content": self.content(self.view.sends["post"], "request")}
        if self.view.deprecated_on:
            operation["deprecated"] = True
        return operation

    # --- what is asked ------------------------------------------------------------------------------------------------
    def parameters(self):
        for name in re.findall(r"{(\w+)}", self.path):
            yield {
                "name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1},
                "description": f"The {name}, as another answer gave it.",
            }  # fmt: skip
        if self.verb == "post":
            yield {"$ref": f"#/components/parameters/{KEY}"}
            if self.view.if_match:
                yield {"$ref": "#/components/parameters/If-Match"}
            return
        yield {"$ref": "#/components/parameters/If-None-Match"}
        for name in self.view.asks:
            yield {"$ref": f"#/components/parameters/{name}"}

    def content(self, kind, direction):
        component = self.resolve_serializer(kind, direction)
        return {"application/json": {"schema": component.ref, "example": EXAMPLES[component.name]}}

    # --- what is answered ---------------------------------------------------------------------------------------------
    def responses(self):
        statuses = {*ALWAYS, *(OF_A_READ if self.verb == "get" else OF_A_WRITE)}
        statuses |= {404} if "{" in self.path else set()
        statuses |= set(IF_MATCH) if self.view.if_match and self.verb == "post" else set()
        good = {"200" if self.verb == "get" or "{" in self.path else "201": self.good()}
        return good | {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}

    def good(self):
        names = list(about_api.ALWAYS_TOLD)
        if self.verb == "post":
            names += ["Idempotent-Replayed"] + ([] if "{" in self.path else ["Location"])
        headers = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
        kind = self.view.answers[self.verb]
        return {"description": kind.__doc__.strip(), "headers": headers, "content": self.content(kind, "response")}

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        made = super()._map_serializer_field(field, direction, bypass_extensions)
        if isinstance(field, fields.Listed):
            words = (
                f"A value of the list “{field.list_name}”: /api/v1/lists/{field.list_name} says which, and its version."
            )
            return made | {"description": words, "x-reference-list": field.list_name}
        return {name: value for name, value in made.items() if name != "x-spec-enum-id"}

    def _map_serializer(self, serializer, direction, bypass_extensions=False):
        made = super()._map_serializer(serializer, direction, bypass_extensions)
        if isinstance(serializer, fields.Sent):
            made["additionalProperties"] = False
        if type(serializer).__doc__ is None:
            made.pop("description", None)  # its parent's, which speaks of all of them
        return made


@cache
def description():
    """The whole document, as plain values."""
    with GENERATOR_STATS.silence():
        made = SchemaGenerator().get_schema(request=None, public=True)
    made["info"] = about_api.INFO
    made["servers"] = [{"url": "/", "description": "This council"}]
    made["paths"] = about_api.TOKEN_PATHS | made["paths"]
    parts = made["components"]
    parts["schemas"] |= refusals.SCHEMAS | about_api.TOKEN_SCHEMAS
    parts["securitySchemes"] = about_api.security()
    parts["parameters"], parts["headers"] = about_api.PARAMETERS, about_api.HEADERS
    parts["responses"] = refusals.responses() | about_api.NOT_CHANGED
    return made


@document("openapi.json")
def written():
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


@document("referral.json")
def a_referral():
    """What docs/how-to/partners-api.md sends."""
    return json.dumps(EXAMPLES["ReferralSent"], indent=2, ensure_ascii=False) + "\n"


@register
def every_method_of_an_api_is_described(app_configs, **kwargs):
    """What a view does not say, its description cannot."""
    return [
        Error(f"{verb.upper()} /{route} does not say what it {word}.", hint="See partners/api/described.py.", id="bep.E005")
        for route, pattern in all_patterns()
        if (access := access_of(pattern)) and access.kind == "client"
        for verb, word in undescribed(pattern.callback.cls)
    ]  # fmt: skip


def undescribed(cls):
    for verb in cls.scopes:
        if verb not in cls.answers:
            yield verb, "answers"
        if verb == "post" and verb not in cls.sends:
            yield verb, "takes"
