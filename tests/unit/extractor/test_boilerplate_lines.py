"""Which lines are the publisher's own."""

import pytest

from claimwire_extractor.adapters.lexicons import load_claim_lexicon


def is_boilerplate(line: str) -> bool:
    return load_claim_lexicon().boilerplate.has(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sign up to our free daily newsletter, which says what matters",
        "Get the day’s news in our evening newsletter",
        "Subscribe to the Harbour Post for more",
        "Join our Telegram channel",
        "Download our app",
        "Share on Facebook",
        "(Reporting by Anna Kolar; Editing by Peter Novak)",
        "Wire services contributed to this report.",
        "With reporting by AFP and Interfax",
        "With agency reports",
        "Photo: The mayor said the bridge was safe.",
        "FILE PHOTO: A soldier said goodbye to his family, June 2, 2022.",
        "Image caption The mayor said the bridge was safe",
        "Anna Kolar/AFP/Getty Images",
        "A woman said prayers at the site. (AP Photo/Peter Novak)",
        "READ MORE: Mayor says bridge is safe",
        "RELATED: Mayor says bridge is safe",
        "WATCH: Mayor says bridge is safe",
        "Follow our live coverage of the war here",
        "Story continues below",
        "© 2022 AFP",
        "This story has been updated to say that the bridge is safe.",
        "This is a developing story and will be updated.",
        "Correction: An earlier version of this article said the bridge was cut.",
        "The views expressed here are those of the author.",
        "Support independent journalism, the editors say",
    ],
)
def test_the_publisher_speaks(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said the bridge was safe and reporters left.",
        "Photographs released by the army showed that the bridge was cut.",
        "Read the statement, the mayor told reporters.",
        "Video from the scene showed that the bridge was cut, the army said.",
        "Watch groups said that 12 people died.",
        "The source said the report was false.",
        "Reporting by state television showed that the bridge was cut.",
        "Join forces with us, the mayor told the rebels.",
        "Related attacks killed 12, the army said.",
        "Support us, the president told the allies.",
        "Listen to the people, the mayor said.",
        "Follow the money, the mayor said.",
        "Register now to vote, the mayor told residents, in an email.",
        "Peter Novak reported from the front that the army had left.",
        "Update: the bridge was cut, the mayor said.",
    ],
)
def test_the_article_speaks(line: str) -> None:
    assert not is_boilerplate(line)
