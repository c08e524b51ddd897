# One image for web, worker and migrate; the command says which.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /app

COPY requirements.txt .
RUN pip install --disable-pip-version-check -r requirements.txt

COPY . .
# The database is not touched here; a URL is given so that no embedded one is started.
RUN DATABASE_URL=postgresql://not-used SECRET_KEY=only-for-this-step COLLECT_STATIC=1 \
    python manage.py collectstatic --noinput --verbosity 0

RUN useradd --create-home --uid 10001 vividpages && mkdir -p /data && chown vividpages /data
USER vividpages
ENV VIVIDPAGES_VAR=/data
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/', timeout=4)"]
CMD ["python", "manage.py", "web", "--host", "0.0.0.0", "--port", "8000"]
