"""Pictures are rated, reported and moderated; what moderators do is written where nobody can change it."""
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


TABLE = "storyboards_moderationevent"
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
        ('storyboards', '0004_styles_of_readers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ModerationEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('action', models.CharField(choices=[('reported', 'reported'), ('hidden', 'hidden'), ('restored', 'shown again'), ('dismissed', 'reports dismissed'), ('rated', 'rated'), ('banned', 'account banned from drawing'), ('lifted', 'ban lifted')], max_length=10)),
                ('by', models.UUIDField(help_text='The account that did it; empty: the checks.', null=True)),
                ('reason', models.TextField()),
                ('version', models.UUIDField(help_text='The version of a picture that it was about.', null=True)),
                ('picture', models.UUIDField(null=True)),
                ('vividpage', models.UUIDField(null=True)),
                ('owner', models.UUIDField(help_text='The account of the book.', null=True)),
                ('before', models.JSONField(default=dict)),
                ('after', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('adult', 'Nudity or sex'), ('violent', 'Graphic violence or gore'), ('minor', 'A child shown in a sexual or cruel way'), ('hateful', 'Hate, or an insult to a group of people'), ('person', 'A real person, without their consent'), ('rights', "Somebody else's work, copied"), ('other', 'Something else')], max_length=10)),
                ('words', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('open', 'open'), ('upheld', 'upheld'), ('dismissed', 'dismissed')], default='open', max_length=10)),
                ('created', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('closed', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'ordering': ['-created'],
            },
        ),
        migrations.AlterModelOptions(
            name='pictureversion',
            options={'ordering': ['number'], 'permissions': [('moderate_pictures', 'Can moderate pictures')]},
        ),
        migrations.AddField(
            model_name='picturepreferences',
            name='adult',
            field=models.CharField(choices=[('show', 'show them'), ('blur', 'blur them until I click'), ('hide', 'never show them')], default='blur', max_length=5),
        ),
        migrations.AddField(
            model_name='picturepreferences',
            name='birth_date',
            field=models.DateField(blank=True, help_text='Empty: not told, and so not of age.', null=True),
        ),
        migrations.AddField(
            model_name='picturepreferences',
            name='checks_at_services',
            field=models.BooleanField(default=True, help_text="Whether pictures that a service has drawn are sent to OpenAI's check with a key of it."),
        ),
        migrations.AddField(
            model_name='picturepreferences',
            name='violent',
            field=models.CharField(choices=[('show', 'show them'), ('blur', 'blur them until I click'), ('hide', 'never show them')], default='blur', max_length=5),
        ),
        migrations.AddField(
            model_name='pictureversion',
            name='moderation_reason',
            field=models.TextField(blank=True, help_text='Why it is hidden or held; its reader is told.'),
        ),
        migrations.AddField(
            model_name='pictureversion',
            name='rated_by',
            field=models.CharField(blank=True, help_text='The checks that it was rated by, or a moderator.', max_length=120),
        ),
        migrations.AddField(
            model_name='pictureversion',
            name='rating',
            field=models.CharField(blank=True, choices=[('', 'not rated'), ('general', 'general'), ('teen', 'teen and up'), ('mature', 'mature'), ('violent', 'graphic violence'), ('adult', 'adult'), ('unchecked', 'could not be checked')], default='', max_length=10),
        ),
        migrations.AddField(
            model_name='pictureversion',
            name='scores',
            field=models.JSONField(blank=True, default=dict, help_text='From 0 to 1, by what was looked for.'),
        ),
        migrations.AlterField(
            model_name='pictureversion',
            name='moderation',
            field=models.CharField(choices=[('shown', 'shown'), ('hidden', 'hidden by a moderator'), ('held', 'held until it has been checked')], default='shown', max_length=10),
        ),
        migrations.AddIndex(
            model_name='pictureversion',
            index=models.Index(condition=models.Q(('moderation', 'held')), fields=['created'], name='picture_version_held'),
        ),
        migrations.AddIndex(
            model_name='moderationevent',
            index=models.Index(fields=['picture'], name='moderation_event_picture'),
        ),
        migrations.AddField(
            model_name='report',
            name='picture',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='storyboards.picture'),
        ),
        migrations.AddField(
            model_name='report',
            name='reporter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='report',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='storyboards.pictureversion'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['created'], name='report_open'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('picture', 'reporter'), name='report_one_open_of_a_reader'),
        ),
        migrations.RunSQL(APPEND_ONLY, reverse_sql=CHANGEABLE),
    ]
