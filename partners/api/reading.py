"""The API's description as a page: the same document, laid out for people."""

import json

from partners.api.about_api import THREE_LINES
from partners.api.described import description
from partners.scopes import SCOPES


def page():
    made = description()
    return {
        "info": made["info"], "operations": [operation(*one) for one in operations(made)],
        "scopes": {name: scope.sentence for name, scope in SCOPES.items()}.items(),
        "refusals": [refusal(status, found) for status, found in sorted(made["components"]["responses"].items())],
        "headers": made["components"]["headers"].items(), "three_lines": THREE_LINES,
    }  # fmt: skip


def operations(made):
    return [
        (path, verb, found, made["components"]) for path, verbs in made["paths"].items() for verb, found in verbs.items()
    ]  # fmt: skip


def operation(path, verb, found, parts):
    good = next(found["responses"][status] for status in ("200", "201") if status in found["responses"])
    asked = [parameter(one, parts) for one in found.get("parameters", [])]
    return {
        "id": found["operationId"], "path": path, "verb": verb.upper(), "words": found.get("description", found["summary"]),
        "scope": " ".join(found["security"][0].get("client", [])), "parameters": asked,
        "sent": content(found.get("requestBody", {})), "answered": content(good),
        "fields": fields_of(found.get("requestBody", {}), parts), "told": fields_of(good, parts),
        "statuses": ", ".join(sorted(found["responses"])),
    }  # fmt: skip


def parameter(one, parts):
    return parts["parameters"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one


def content(part):
    """(media type, its example as text), or None."""
    for kind, found in part.get("content", {}).items():
        return kind, json.dumps(found["example"], indent=2, ensure_ascii=False)
    return None


def fields_of(part, parts):
    for found in part.get("content", {}).values():
        return list(walked(found["schema"], parts))
    return []


def walked(schema, parts, path=""):
    """(field by its path, whether it must be there, what it is, in words) of everything in it."""
    schema = resolved(schema, parts)
    for name, inner in schema.get("properties", {}).items():
        here = f"{path}.{name}" if path else name
        found = resolved(inner, parts)
        yield here, name in schema.get("required", []), kind_of(found), inner.get("description", "")
        yield from walked(found.get("items", found), parts, f"{here}[]" if "items" in found else here)


def resolved(schema, parts):
    """Behind a reference; of something that may be null, what it is when it is not."""
    for one in schema.get("oneOf", schema.get("allOf", [])):
        if one.get("type") != "null":
            return resolved(one, parts)
    return parts["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def kind_of(schema):
    if "enum" in schema:
        return "one of " + ", ".join(str(one) for one in schema["enum"])
    kinds = schema.get("type", "string")
    words = " or ".join(kinds) if isinstance(kinds, list) else kinds
    most = f", at most {schema['maxLength']} letters" if "maxLength" in schema else ""
    return schema.get("format", words) + most


def refusal(status, found):
    examples = [
        (one["value"]["title"], json.dumps(one["value"], indent=2, ensure_ascii=False))
        for kind in found.get("content", {}).values() for one in kind["examples"].values()
    ]  # fmt: skip
    return {"status": status, "words": found["description"], "examples": examples}
