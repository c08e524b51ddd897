"""Stories that readers continue: ideas, stories, branches, segments, and what is decided about them."""
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgvector.django.vector
import uuid
import writing.stories.models.story
from django.conf import settings
from django.db import migrations, models


TABLE = "writing_decision"
APPEND_ONLY = f"""
CREATE FUNCTION {TABLE}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_append_only();
CREATE TRIGGER append_only_as_a_whole BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_append_only();
"""
CHANGEABLE = f"""
DROP TRIGGER append_only_as_a_whole ON {TABLE};
DROP TRIGGER append_only ON {TABLE};
DROP FUNCTION {TABLE}_append_only();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_connections'),
        ('books', '0013_stories'),
        ('providers', '0009_own_workflows'),
        ('writing', '0006_books_taken_down'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('title', models.CharField(max_length=100)),
                ('about', models.CharField(blank=True, max_length=300)),
                ('number', models.PositiveIntegerField(default=0, help_text='Its place among the categories.')),
            ],
            options={
                'verbose_name_plural': 'categories',
                'ordering': ['number', 'title'],
            },
        ),
        migrations.CreateModel(
            name='Branch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(help_text='From 1, the main one.')),
                ('name', models.CharField(max_length=200)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='children', to='writing.branch')),
                ('vividpage', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='branch', to='books.vividpage')),
            ],
            options={
                'verbose_name_plural': 'branches',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('action', models.CharField(choices=[('reported', 'reported'), ('kept', 'kept'), ('approved', 'approved'), ('refused', 'refused'), ('hidden', 'hidden'), ('restored', 'shown again'), ('removed', 'removed'), ('warned', 'warned'), ('banned', 'banned from a story'), ('lifted', 'ban lifted'), ('appealed', 'appealed'), ('upheld', 'appeal upheld'), ('dismissed', 'appeal dismissed')], max_length=10)),
                ('by', models.UUIDField(help_text='The account that did it; empty: the checks.', null=True)),
                ('concerns', models.UUIDField(help_text='The account whose words, or membership, it is about.', null=True)),
                ('kind', models.CharField(choices=[('topic', 'topic'), ('idea', 'idea'), ('story', 'story'), ('segment', 'segment'), ('comment', 'comment'), ('member', 'member')], max_length=10)),
                ('target', models.UUIDField()),
                ('story', models.UUIDField(null=True)),
                ('reason', models.TextField()),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['kind', 'target'], name='decision_target'), models.Index(fields=['concerns'], name='decision_concerns')],
            },
        ),
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(max_length=2000)),
                ('state', models.CharField(choices=[('proposed', 'waits for a moderator'), ('shown', 'shown'), ('hidden', 'hidden'), ('removed', 'removed')], default='shown', max_length=10)),
                ('vector', pgvector.django.vector.VectorField(dimensions=384, null=True)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created'],
            },
        ),
        migrations.CreateModel(
            name='Segment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(default=0, help_text='From 1; 0 before it joins.')),
                ('line', models.TextField(max_length=600)),
                ('licence', models.CharField(blank=True, help_text='Under which it was contributed.', max_length=20)),
                ('if_overtaken_branch', models.BooleanField(default=False, help_text='If somebody is faster, and it does not fit any more, it begins a branch.')),
                ('draft', models.JSONField(blank=True, help_text='`authors.continuations.contract.Draft`', null=True)),
                ('is_edited', models.BooleanField(default=False, help_text='Its writer has changed the text by hand.')),
                ('findings', models.JSONField(blank=True, default=list, help_text='`authors.continuations.contract.StoryFinding`s')),
                ('mended', models.JSONField(blank=True, default=list)),
                ('accepts_findings', models.BooleanField(default=False, help_text='Its writer has seen what was found: it stays so.')),
                ('facts', models.JSONField(blank=True, help_text='`authors.continuations.contract.StoryFacts`', null=True)),
                ('state', models.CharField(choices=[('writing', 'being written'), ('asking', 'waits for its writer'), ('held', 'waits for approval'), ('joining', 'being put in'), ('drawing', 'being drawn'), ('published', 'published'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('hidden', 'hidden'), ('removed', 'removed')], default='writing', max_length=10)),
                ('note', models.TextField(blank=True, help_text="Why it waits or was refused, in its writer's words.")),
                ('is_approved', models.BooleanField(default=False, help_text='It waits for no approval any more.')),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('joined_at', models.DateTimeField(blank=True, null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('branch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='segments', to='writing.branch')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='children', to='writing.segment')),
                ('scene', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='books.scene')),
                ('writer', models.ForeignKey(blank=True, help_text='Empty: somebody who has left.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number', 'created'],
            },
        ),
        migrations.AddField(
            model_name='branch',
            name='forked_at',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='writing.segment'),
        ),
        migrations.AddField(
            model_name='branch',
            name='head',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='writing.segment'),
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('about', models.TextField(blank=True, max_length=2000)),
                ('visibility', models.CharField(choices=[('private', 'only those invited'), ('link', 'whoever has the link'), ('public', 'everybody')], default='private', max_length=10)),
                ('link', models.CharField(default=writing.stories.models.story.random_link, editable=False, max_length=64, unique=True)),
                ('contributors', models.CharField(choices=[('owner', 'only its owner'), ('invited', 'those invited'), ('anybody', 'anybody who is signed in and may read it')], default='owner', max_length=10)),
                ('pays', models.CharField(choices=[('owner', 'its owner'), ('contributor', 'whoever continues')], default='owner', max_length=12)),
                ('daily_cap', models.DecimalField(blank=True, decimal_places=2, help_text='USD that one contributor may cost its owner in a day; empty: they cost nothing.', max_digits=8, null=True, validators=[django.core.validators.MinValueValidator(0)])),
                ('approves_new', models.BooleanField(default=True, help_text='The first segments of new members wait for approval.')),
                ('author', models.CharField(default='built-in', help_text='“built-in”, or a text model.', max_length=100)),
                ('language', models.CharField(default='en', max_length=35)),
                ('voice', models.CharField(default='plain', help_text='`authors.continuations.contract.Voice`', max_length=20)),
                ('told_style', models.CharField(blank=True, max_length=300)),
                ('segment_words', models.PositiveSmallIntegerField(default=150, validators=[django.core.validators.MinValueValidator(80), django.core.validators.MaxValueValidator(250)])),
                ('rating', models.CharField(choices=[('everyone', 'for everyone'), ('teens', 'from 13'), ('adults', 'for adults')], default='everyone', max_length=10)),
                ('licence', models.CharField(choices=[('cc-by-sa-4.0', 'CC BY-SA 4.0: everybody may use it, named and under the same licence'), ('cc0-1.0', 'CC0: everybody may use it for anything'), ('story', 'only within this story, its books and its films')], default='story', max_length=20)),
                ('is_filmed', models.BooleanField(default=True, help_text='Its film grows with it.')),
                ('beginning', models.JSONField(blank=True, default=dict, help_text='`authors.continuations.contract.StoryFacts`')),
                ('state', models.CharField(choices=[('open', 'open'), ('closed', 'closed'), ('hidden', 'hidden by a moderator'), ('removed', 'removed by a moderator')], default='open', max_length=10)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('author_key', models.ForeignKey(blank=True, db_constraint=False, help_text="Its owner's; empty: the latest for the service of the model.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='accounts.apikey')),
                ('idea', models.ForeignKey(blank=True, help_text='It opened.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stories', to='writing.idea')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'stories',
                'ordering': ['-created'],
            },
        ),
        migrations.AddField(
            model_name='segment',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='segments', to='writing.story'),
        ),
        migrations.CreateModel(
            name='ContentReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('topic', 'topic'), ('idea', 'idea'), ('story', 'story'), ('segment', 'segment'), ('comment', 'comment'), ('member', 'member')], max_length=10)),
                ('target', models.UUIDField()),
                ('reason', models.CharField(choices=[('hate', 'Hateful or threatening'), ('sexual', 'Sexual'), ('violence', 'Cruel'), ('person', 'About a real person, without their consent'), ('rights', "Somebody else's work, copied"), ('spam', 'Advertising, or nonsense'), ('rating', 'Not for the age that it is said to be for'), ('other', 'Something else')], max_length=10)),
                ('words', models.TextField(blank=True, max_length=1000)),
                ('excerpt', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('open', 'open'), ('upheld', 'upheld'), ('dismissed', 'dismissed')], default='open', max_length=10)),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('closed', models.DateTimeField(blank=True, editable=False, null=True)),
                ('reporter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='writing.story')),
            ],
            options={
                'ordering': ['created'],
            },
        ),
        migrations.AddField(
            model_name='branch',
            name='story',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='branches', to='writing.story'),
        ),
        migrations.CreateModel(
            name='StoryAllowance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(help_text='In UTC.')),
                ('budget', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='providers.budget')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='allowances', to='writing.story')),
            ],
        ),
        migrations.CreateModel(
            name='StoryMember',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('contributor', 'contributor'), ('moderator', 'moderator')], default='contributor', max_length=12)),
                ('is_invited', models.BooleanField(default=False, help_text='Its owner has asked them; else they came by themselves.')),
                ('is_trusted', models.BooleanField(default=False, help_text='Their segments wait for no approval.')),
                ('licence', models.CharField(blank=True, max_length=20)),
                ('accepted', models.DateTimeField(blank=True, help_text='When they accepted the licence.', null=True)),
                ('banned', models.DateTimeField(blank=True, null=True)),
                ('ban_reason', models.TextField(blank=True)),
                ('joined', models.DateTimeField(default=django.utils.timezone.now)),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='writing.story')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['joined'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('about', models.TextField(blank=True, max_length=1000)),
                ('state', models.CharField(choices=[('proposed', 'waits for a moderator'), ('shown', 'shown'), ('hidden', 'hidden'), ('removed', 'removed')], default='shown', max_length=10)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='writing.category')),
                ('proposed_by', models.ForeignKey(blank=True, help_text='Empty: the house, or somebody who has left.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['category', 'title'],
            },
        ),
        migrations.AddField(
            model_name='idea',
            name='topic',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ideas', to='writing.topic'),
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('idea', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='writing.idea')),
                ('story', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='writing.story')),
                ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='writing.topic')),
            ],
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='writing.idea')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField(max_length=1000)),
                ('state', models.CharField(choices=[('open', 'open'), ('upheld', 'upheld: the decision is taken back'), ('dismissed', 'dismissed: the decision stands')], default='open', max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('closed', models.DateTimeField(blank=True, editable=False, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.OneToOneField(db_constraint=False, help_text='Never deleted.', on_delete=django.db.models.deletion.DO_NOTHING, related_name='appeal', to='writing.decision')),
            ],
            options={
                'ordering': ['created'],
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['created'], name='appeal_open')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField(max_length=2000)),
                ('state', models.CharField(choices=[('proposed', 'waits for a moderator'), ('shown', 'shown'), ('hidden', 'hidden'), ('removed', 'removed')], default='shown', max_length=10)),
                ('created', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('idea', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='writing.idea')),
                ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='writing.segment')),
            ],
            options={
                'ordering': ['created'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('idea', None), ('segment__isnull', False)), models.Q(('idea__isnull', False), ('segment', None)), _connector='OR'), name='comment_on_one_thing')],
            },
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('visibility', 'public')), fields=['-created'], name='story_public'),
        ),
        migrations.AddIndex(
            model_name='segment',
            index=models.Index(fields=['story', 'state'], name='segment_by_state'),
        ),
        migrations.AddConstraint(
            model_name='segment',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['drawing', 'published', 'hidden', 'removed'])), fields=('branch', 'parent'), name='segment_follows_once_in_branch', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='segment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['drawing', 'published']), _negated=True), models.Q(('draft__isnull', False), ('facts__isnull', False), ('number__gt', 0)), _connector='OR'), name='joined_segment_has_text_and_facts'),
        ),
        migrations.AddIndex(
            model_name='contentreport',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['created'], name='content_report_open'),
        ),
        migrations.AddConstraint(
            model_name='contentreport',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('kind', 'target', 'reporter'), name='content_report_one_open_of_a_reader'),
        ),
        migrations.AddConstraint(
            model_name='branch',
            constraint=models.UniqueConstraint(fields=('story', 'number'), name='branch_number_unique_in_story'),
        ),
        migrations.AddConstraint(
            model_name='branch',
            constraint=models.UniqueConstraint(condition=models.Q(('parent', None)), fields=('story',), name='main_branch_once_in_story'),
        ),
        migrations.AddConstraint(
            model_name='storyallowance',
            constraint=models.UniqueConstraint(fields=('story', 'person', 'day'), name='allowance_once_for_a_person_and_day'),
        ),
        migrations.AddConstraint(
            model_name='storymember',
            constraint=models.UniqueConstraint(fields=('story', 'user'), name='member_once_in_a_story'),
        ),
        migrations.AddIndex(
            model_name='idea',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='english', weight='A'), '||', django.contrib.postgres.search.SearchVector('text', config='english', weight='B'), django.contrib.postgres.search.SearchConfig('english')), name='idea_words'),
        ),
        migrations.AddIndex(
            model_name='idea',
            index=models.Index(fields=['topic', '-created'], name='idea_of_topic'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(fields=('user', 'topic', 'idea', 'story'), name='follow_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('idea', None), ('story', None), ('topic__isnull', False)), models.Q(('idea__isnull', False), ('story', None), ('topic', None)), models.Q(('idea', None), ('story__isnull', False), ('topic', None)), _connector='OR'), name='follow_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('idea', 'user'), name='vote_once_for_an_idea'),
        ),
        migrations.RunSQL(APPEND_ONLY, CHANGEABLE),
    ]
