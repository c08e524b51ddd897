# One image for web, worker and migrate; the command says which.
# Pin the base by its digest where you build: --build-arg PYTHON_IMAGE=python:3.13-slim@sha256:… (docs/install.md).
ARG PYTHON_IMAGE=python:3.13-slim
FROM ${PYTHON_IMAGE}

# The same bytes each time: compiled files and the user's entry carry this date, and
# `docker buildx build --output type=image,rewrite-timestamp=true` gives it to all other files.
ARG SOURCE_DATE_EPOCH=1577836800
ENV SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH} PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
LABEL org.opencontainers.image.title="VividPages" org.opencontainers.image.licenses="AGPL-3.0-or-later"
RUN useradd --no-log-init --create-home --uid 10001 vividpages && install -d -o vividpages /data
WORKDIR /app

COPY requirements.txt .
RUN pip install --disable-pip-version-check --only-binary :all: -r requirements.txt

COPY . .
# The database is not touched here; a URL is given so that no embedded one is started. What runs later may write nothing
# here, so the program is compiled now.
RUN DATABASE_URL=postgresql://not-used SECRET_KEY=only-for-this-step COLLECT_STATIC=1 VIVIDPAGES_VAR=/tmp/build \
    python manage.py collectstatic --noinput --verbosity 0 && rm -rf /tmp/build \
    && python -m compileall -q --invalidation-mode unchecked-hash .

USER vividpages
ENV VIVIDPAGES_VAR=/data
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/', timeout=4)"]
CMD ["python", "manage.py", "web", "--host", "0.0.0.0", "--port", "8000"]
