"""Who is who and who speaks in kinds of books that name their people in ways of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from analysts.rules import RuleAnalyst
from analysts.tests.rules_stories import book, read, speakers

if TYPE_CHECKING:
    from analysts.bible import Bible

FIRST_PERSON_IN_SINGLE_MARKS = """
I was reading by the fire when Mr. Garland came in without knocking.

‘You’ve heard the news, Tobias?’ said he.

‘I haven’t heard a thing,’ said I. ‘What is it?’

‘The ship’s come home,’ cried Mr. Garland, ‘and there’s nobody on board of her!’

I put down my book. ‘Nobody at all?’

‘Not a soul, Tobias.’

Mrs. Garland followed him into the room. She was pale. ‘Don’t frighten the boy, Henry,’ she said.

‘I’m not frightened,’ I answered.

Mr. Garland laughed. ‘Tobias isn’t a boy, my dear,’ said Mr. Garland.

I looked at Mrs. Garland, and I saw that she had wept. I took my hat, and I went down to the harbour with them both.

‘Well, Tobias, what d’you make of it?’ asked Mrs. Garland.

‘I make nothing of it,’ said I.
"""

PATRONYMICS = """
Stepan Ilyich Voronov sat at the window. Stepan Ilyich was sixty. “Where is my tea?” asked Stepan Ilyich.

Darya Petrovna Orlova put the glass before him. Darya Petrovna never hurried. “Here,” said Darya Petrovna.

“You are angry, Darya Petrovna,” said Voronov.

“And you are late, Stepan Ilyich,” Orlova replied.

Lizaveta Stepanovna came down the stairs. “Papa is always late,” said Lizaveta Stepanovna.

“Be quiet, Lizaveta Stepanovna,” said Stepan Ilyich. Voronov drank his tea. Darya Petrovna smiled.
"""

NOBLES = """
Lord Ashcombe rode up to the gate. The Duke of Merle was waiting there. “You are late, Ashcombe,” said the Duke.

“I was held up, Merle,” said Lord Ashcombe. Robert Ashcombe had never been in time for anything.

The Duke of Merle laughed. “Robert, Robert!” cried the Duke.

The Duchess of Merle looked down from the stairs. “Is that Lord Ashcombe?” asked the Duchess.

“It is, your grace,” answered Lord Ashcombe, and Robert Ashcombe bowed low.

“Come up,” said the Duchess of Merle. The Duke of Merle took Lord Ashcombe by the arm.
"""

IN_GERMAN_MARKS = """
Nora Hill came into the garden. „Good day“, said Nora Hill.

Peter Dunn rose. „Good day“, replied Peter Dunn. „You have come early.“

„I could not sleep“, said Nora.

„Nor could I.“

Nora sat down beside him. „Tell me about it“, she said.

„It was the dog“, said Peter.
"""

IN_TURNED_ANGLES = """
Nora Hill came into the garden. »Good day«, said Nora Hill.

Peter Dunn rose. »Good day«, replied Peter Dunn. »You have come early.«

»I could not sleep«, said Nora.

»Nor could I.«

»It was the dog«, said Peter.
"""

IN_FRENCH_DASHES = """
Claire Duval entra dans la cour. Claire souriait.

— Bonjour, dit Claire.

— Bonjour, répondit Marc Lenoir. Vous venez tôt.

— Je ne dormais pas, reprit Claire, et vous le savez bien.

— Moi non plus, dit Marc.

Marc se leva. Claire regarda la route. Marc Lenoir regarda Claire.
"""

IN_LETTERS = [
    """
My dear Harriet,

You ask me how we live here. Our aunt is well, and Captain Rowe comes to dinner. “Miss Agnes,” said Captain Rowe
yesterday, “you must write to your sister.” “I write every day,” said I.

Your loving sister,

Agnes Fane
""",
    """
My dear Agnes,

I was glad of your letter. I read it to Mr. Pell. “She writes well,” said Mr. Pell. “She always did,” I replied.

I am, as ever, your

Harriet Fane
""",
]

BY_A_CHILD = """
I was seven that summer, and I lived with Grandpa and Aunt Polly on the farm. Grandpa was old and Aunt Polly was not.

“Come here, Sam,” said Grandpa.

I came. “What is it, Grandpa?” I asked.

“Look in the nest,” he said. “But don’t touch it, Sam.”

I looked. “There are four of them!” I said.

Aunt Polly came out with the washing. “Sam, your boots!” said Aunt Polly.

“Leave the boy be, Polly,” said Grandpa.

I took off my boots, and I ran after Grandpa. Aunt Polly shook her head at us both, and I knew I was forgiven.
"""

OF_SOLDIERS = """
Captain Marsh unrolled the map. Lieutenant Doyle held the lamp. “We cross here,” said Captain Marsh.

“Under their guns, sir?” asked Doyle.

“Under their guns,” said the Captain.

Sergeant Platt spat into the fire. “It’s been done before,” said Sergeant Platt.

“Not by us, Sergeant,” said Lieutenant Doyle.

“No, sir,” said the sergeant.

Captain Marsh folded the map. “Wake the men, Platt,” said Marsh. “Doyle, come with me.” Lieutenant Doyle followed the
captain. Sergeant Platt woke the men.
"""

OF_SISTERS = """
Miss Lorne was the elder. Miss Cecily Lorne was only sixteen. Edith Lorne had been mistress of the house for years.

“You will catch cold,” said Miss Lorne. Edith never raised her voice.

“I like the rain,” said Miss Cecily.

“Cecily, come in,” said Edith Lorne.

“In a minute,” Cecily answered. Miss Cecily Lorne ran out onto the lawn. Edith sighed.

“Your sister is a handful, Miss Lorne,” said Mr. Brand. Mr. Brand looked after Miss Cecily.

“She is young,” said Miss Lorne. Edith shut the window. Edith and Mr. Brand went in.
"""

OF_A_COUPLE = """
Mr. and Mrs. Tarrant lived at the mill. Mr. Tarrant was deaf; Mrs. Tarrant was not.

“There is a cart at the door,” said Mrs. Tarrant.

“What’s that?” cried Mr. Tarrant.

“A cart, George!”

“Then let it in,” said Tarrant.

Mrs. Tarrant opened the door. “It’s only young Coombe,” she said. “George, it is Coombe.”

“Let him in, let him in!” said Mr. Tarrant. Mrs. Tarrant let him in.
"""


def owner(bible: Bible, form: str) -> str | None:
    return next((p.name for p in bible.people if form in (p.name, *p.aliases)), None)


def said_by(*text: str) -> dict[str, str | None]:
    return dict(speakers(*text))


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("You’ve heard the news, Tobias?", "Mr. Garland"),
        ("I haven’t heard a thing,", "Tobias"),
        ("Nobody at all?", "Tobias"),
        ("Not a soul, Tobias.", "Mr. Garland"),
        ("Don’t frighten the boy, Henry,", "Mrs. Garland"),
        ("I’m not frightened,", "Tobias"),
        ("I make nothing of it,", "Tobias"),
    ],
)
def test_a_narrator_speaks_in_single_marks_among_apostrophes(words: str, speaker: str) -> None:
    assert said_by(FIRST_PERSON_IN_SINGLE_MARKS)[words] == speaker


@pytest.mark.parametrize(
    "forms",
    [("Stepan Ilyich", "Voronov", "Stepan Ilyich Voronov"), ("Darya Petrovna", "Orlova", "Darya Petrovna Orlova")],
)
def test_a_name_and_a_patronymic_are_one_person_with_the_surname(forms: tuple[str, str, str]) -> None:
    bible, _ = read(PATRONYMICS)

    assert len({owner(bible, form) for form in forms} - {None}) == 1


def test_a_daughter_is_not_her_father_for_her_patronymic() -> None:
    bible, _ = read(PATRONYMICS)

    assert owner(bible, "Lizaveta Stepanovna") not in (None, owner(bible, "Stepan Ilyich"))


def test_those_with_patronymics_speak_by_whichever_name() -> None:
    speaker_of = said_by(PATRONYMICS)

    assert speaker_of["You are angry, Darya Petrovna,"] == speaker_of["Where is my tea?"]
    assert speaker_of["And you are late, Stepan Ilyich,"] == speaker_of["Here,"]


def test_a_lord_is_the_one_of_that_surname() -> None:
    bible, _ = read(NOBLES)

    assert owner(bible, "Lord Ashcombe") == owner(bible, "Robert Ashcombe") is not None


def test_a_duke_is_no_duchess_and_no_other_lord() -> None:
    bible, _ = read(NOBLES)
    three = {owner(bible, form) for form in ("Lord Ashcombe", "the Duke", "the Duchess")}

    assert len(three - {None}) == 3


def test_nobles_speak_by_their_rank() -> None:
    speaker_of = said_by(NOBLES)

    assert speaker_of["Robert, Robert!"] == speaker_of["You are late, Ashcombe,"] != speaker_of["Come up,"]
    assert speaker_of["It is, your grace,"] == speaker_of["I was held up, Merle,"]


@pytest.mark.parametrize("text", [IN_GERMAN_MARKS, IN_TURNED_ANGLES])
def test_a_conversation_in_other_marks_goes_by_turns(text: Any) -> None:
    speaker_of = said_by(text)

    assert speaker_of["I could not sleep"] == "Nora Hill"
    assert speaker_of["Nor could I."] == speaker_of["It was the dog"] == "Peter Dunn"


def test_a_dash_opens_speech_and_a_clause_inside_of_it_names_the_speaker() -> None:
    speaker_of = speakers(IN_FRENCH_DASHES)

    assert [who for _, who in speaker_of if who] == [who for _, who in speaker_of]
    assert ("Bonjour,", "Claire") in speaker_of
    assert ("et vous le savez bien.", "Claire") in speaker_of


def test_each_letter_is_told_by_whoever_signs_it() -> None:
    chapters = book(*IN_LETTERS)
    analyst = RuleAnalyst()
    bible = analyst.discover(chapters)
    speaker_of = {q.text: q.speaker for c in chapters for scene in analyst.analyse(c, bible) for q in scene.quotes}

    assert speaker_of["I write every day,"] == owner(bible, "Agnes Fane") is not None
    assert speaker_of["She always did,"] == owner(bible, "Harriet Fane") is not None


def test_a_child_tells_of_grandpa_and_an_aunt() -> None:
    speaker_of = said_by(BY_A_CHILD)

    assert speaker_of["Come here, Sam,"] == speaker_of["Look in the nest,"] == "Grandpa"
    assert speaker_of["What is it, Grandpa?"] == speaker_of["There are four of them!"] == "Sam"
    assert speaker_of["Sam, your boots!"] == "Aunt Polly"


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Under their guns, sir?", "Lieutenant Doyle"),
        ("Under their guns,", "Captain Marsh"),
        ("No, sir,", "Sergeant Platt"),
        ("Wake the men, Platt,", "Captain Marsh"),
    ],
)
def test_soldiers_speak_by_rank_or_name(words: str, speaker: str) -> None:
    assert said_by(OF_SOLDIERS)[words] == speaker


def test_the_elder_of_two_sisters_is_miss_without_a_given_name() -> None:
    bible, _ = read(OF_SISTERS)

    assert owner(bible, "Miss Lorne") == owner(bible, "Edith") != owner(bible, "Cecily")
    assert owner(bible, "Miss Cecily") == owner(bible, "Cecily") is not None


def test_sisters_of_one_name_speak_for_themselves() -> None:
    speaker_of = said_by(OF_SISTERS)

    assert speaker_of["You will catch cold,"] == speaker_of["She is young,"] != speaker_of["I like the rain,"]


def test_husband_and_wife_speak_for_themselves() -> None:
    speaker_of = said_by(OF_A_COUPLE)

    assert speaker_of["A cart, George!"] == "Mrs. Tarrant"
    assert speaker_of["Then let it in,"] == "Mr. Tarrant"
    assert speaker_of["It’s only young Coombe,"] == "Mrs. Tarrant"


def test_a_tradesman_without_a_name_speaks_for_himself() -> None:
    text = """
    Nora Hill stopped at the stall. “What are the pears?” asked Nora.

    “A penny,” said the stout grocer.

    “And the plums?”

    “The same,” said the grocer. The grocer wiped his hands. Nora counted her money. Nora took three.

    “Two for you,” said the grocer.
    """

    assert [who for _, who in speakers(text)] == ["Nora Hill", "The grocer", "Nora Hill", "The grocer", "The grocer"]


def test_somebody_told_apart_by_what_he_wears_speaks_for_himself() -> None:
    text = """
    Nora Hill sat down. “Is this seat free?” asked Nora Hill.

    “It is,” said the man with the red beard.

    Peter Dunn sat down beside Nora. “And this?” said Peter Dunn.

    “That too,” said the man with the red beard.

    Nora looked at the man with the red beard. Peter did not. “Thank you,” said Nora.
    """

    speaker_of = said_by(text)
    assert speaker_of["It is,"] == speaker_of["That too,"] == "The man with the red beard"
