"""Every route of the API, under `/api/v1/`."""

from __future__ import annotations

from api.core.site import api as made_api
from api.routes.auth import auth
from api.routes.bible.edits import edits
from api.routes.bible.looks import looks_of_people
from api.routes.bible.people import cast
from api.routes.bible.places import settings_of_books
from api.routes.bible.scenes import seen
from api.routes.editions import editions
from api.routes.files import files
from api.routes.films import films
from api.routes.jobs import jobs
from api.routes.keys import keys
from api.routes.making.costs import costs
from api.routes.making.events import events
from api.routes.making.variants import variants
from api.routes.me import me
from api.routes.models import models
from api.routes.moderation import moderation, reports
from api.routes.notifications import notifications, webhooks
from api.routes.operating import operating
from api.routes.own_data import own_data
from api.routes.pages import pages
from api.routes.readings import readings
from api.routes.search import search
from api.routes.security import security
from api.routes.spending import spending
from api.routes.stories.ideas import ideas, topics
from api.routes.stories.members import members
from api.routes.stories.parts import parts
from api.routes.stories.stories import stories
from api.routes.storyboards.mending import mending
from api.routes.storyboards.reading import reading as storyboards
from api.routes.storyboards.redrawing import redrawing
from api.routes.storyboards.references import references
from api.routes.storyboards.versions import versions
from api.routes.styles import styles
from api.routes.text import text
from api.routes.uploads import uploads
from api.routes.vividpages import vividpages
from api.routes.writing.books import books as written_books
from api.routes.writing.parts import parts as written_parts
from api.routes.writing.sources import sources

DESCRIPTION = (
    "Everything that a page does for a reader, for programs. Make an access token on your account's page of tokens and "
    "send it as “Authorization: Bearer …”. Errors are problems (RFC 9457) in plain words; lists go on with “cursor”; "
    "what creates or pays takes an Idempotency-Key; what is read has an ETag that a change can name in If-Match."
)

api = made_api(description=DESCRIPTION)
api.add_router("/auth", auth)
api.add_router("", me)
api.add_router("", security)
api.add_router("", own_data)
api.add_router("/users/api-keys", keys)
api.add_router("/files", files)
api.add_router("/uploads", uploads)
api.add_router("/jobs", jobs)
PICTURES = (storyboards, versions, mending, redrawing, references)
BIBLE = (cast, looks_of_people, settings_of_books, seen, edits)
api.add_router("/models", models)
api.add_router("/styles", styles)
for of_a_book in (costs, vividpages, variants, events, text, *PICTURES, *BIBLE, pages, films):
    api.add_router("/vividpages", of_a_book)
for of_a_story in (stories, parts, members):
    api.add_router("/stories", of_a_story)
for path, of_stories in (("/topics", topics), ("/ideas", ideas), ("/reports", reports), ("/moderation", moderation)):
    api.add_router(path, of_stories)
for of_a_written_book in (written_books, written_parts):
    api.add_router("/books", of_a_written_book)
api.add_router("/biographies", sources)
api.add_router("/notifications", notifications)
api.add_router("/webhooks", webhooks)
api.add_router("", operating)
for across_books in (readings, search, editions, spending):
    api.add_router("", across_books)
