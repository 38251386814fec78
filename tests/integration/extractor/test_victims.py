"""People hurt, counted in sentences written for these tests and parsed by the real model."""

from collections.abc import Callable

import pytest

from claimwire_extractor.adapters.lexicons import load_strike_lexicon
from claimwire_extractor.core.reading import Reading
from claimwire_extractor.core.strikes.no_casualties import no_casualties
from claimwire_extractor.core.strikes.victims import victims_in

Read = Callable[[str], Reading]
Counted = list[tuple[str, int | None, int | None]]
PEOPLE = load_strike_lexicon().people


def counted(reading: Reading) -> Counted:
    found = [victims for sentence in reading.sentences for victims in victims_in(reading, sentence, PEOPLE)]
    return [
        ("killed" if victims.killed else "wounded", victims.quantity.min, victims.quantity.max) for victims in found
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Three miners were killed and 14 others were hurt.", [("killed", 3, 3), ("wounded", 14, 14)]),
        ("The rocket killed six and wounded at least 20.", [("killed", 6, 6), ("wounded", 20, None)]),
        ("A drone hit a bus, killing a driver and injuring dozens of passengers.", [("killed", 1, 1), ("wounded", 24, None)]),
        ("A woman and her two sons were killed.", [("killed", 3, 3)]),
        ("Two nurses, a cook and three patients died in the blast.", [("killed", 6, 6)]),
        ("The blast claimed the lives of a couple and their baby.", [("killed", 3, 3)]),
        ("Four villagers lost their lives and nine were taken to hospital with burns.", [("killed", 4, 4), ("wounded", 9, 9)]),
        ("A 61-year-old gardener and a 9-year-old girl were wounded.", [("wounded", 2, 2)]),
        ("The head of the village, Petro Lysak, was injured.", [("wounded", 1, 1)]),
        ("The attack left 14 dead and seven wounded.", [("killed", 14, 14), ("wounded", 7, 7)]),
        ("Four dead, 12 injured in drone attack", [("killed", 4, 4), ("wounded", 12, 12)]),
        ("The bomb killed 40 prisoners of war.", [("killed", 40, 40)]),
        ("The shelling caused eight deaths.", [("killed", 8, 8)]),
        ("The strike caused deaths.", [("killed", 2, None)]),
        ("Five firefighters suffered burns.", [("wounded", 5, 5)]),
        ("A number of shoppers have died.", [("killed", 2, None)]),
        ("The guard, a father of two, was killed.", [("killed", 1, 1)]),
        ("The strike may have killed up to 30 soldiers.", [("killed", None, 30)]),
        ("A large number of shoppers were hurt.", [("wounded", 2, None)]),
        ("The smoke caused severe breathing difficulty to six miners.", [("wounded", 6, 6)]),
        ("Rescuers pulled the bodies of three women from the rubble.", [("killed", 3, 3)]),
        ("Five bodies have been recovered from the rubble.", [("killed", 5, 5)]),
        ("Shells fell on the town, injuring 19 in a market and injuring three in a yard.", [("wounded", 22, 22)]),
        ("Shells fell on the town, injuring 19 in a market, injuring three in a yard and injuring two in a mill.", [("wounded", 24, 24)]),
        ("Shells fell on the town, injuring 19 in a market, injuring three in a yard and killing two in a mill.", [("wounded", 22, 22), ("killed", 2, 2)]),
        ("Shells fell on the town, killing two and injuring three.", [("killed", 2, 2), ("wounded", 3, 3)]),
        ("Twelve miners were reported killed.", [("killed", 12, 12)]),
        ("Six people were killed and more than two dozen wounded.", [("killed", 6, 6), ("wounded", 25, None)]),
        ("A man, 34, and a woman, 29, were killed.", [("killed", 2, 2)]),
        ("A commander and three of his comrades were killed.", [("killed", 4, 4)]),
        ("The commander and his two aides were killed.", [("killed", 3, 3)]),
        ("A family of five and two neighbours were killed.", [("killed", 7, 7)]),
        ("Six guests killed 14 others injured in rocket attack", [("killed", 6, 6), ("wounded", 14, 14)]),
        ("Thirteen people were transferred to other towns for treatment.", [("wounded", 13, 13)]),
        ("The death toll was estimated between 40 and 60.", [("killed", 40, 60)]),
        ("One person was killed in two raids.", [("killed", 1, 1)]),
        ("Doctors treated 40 people for burns.", [("wounded", 40, 40)]),
        ("Rescuers found the bodies of five miners.", [("killed", 5, 5)]),
        ("A group of over 60 recruits from three countries was killed.", [("killed", 61, None)]),
        ("Nine were wounded in the market while another one was injured in the yard.", [("wounded", 9, 9), ("wounded", 1, 1)]),
        ("The shells killed a boy and wounded many others.", [("killed", 1, 1), ("wounded", None, None)]),
        ("Both brothers were killed.", [("killed", 2, 2)]),
        # Texts that lost their commas.
        ("Ten miners were killed including a boy and 25 others were wounded in the raid.", [("killed", 10, 10), ("wounded", 25, 25)]),
        ("Villagers killed 40 injured in raids on the town", [("wounded", 40, 40)]),
        ("At least 7 villagers killed more than 40 injured in raids", [("killed", 7, None), ("wounded", 41, None)]),
        ("There were only wounded with at least 30 hurt including women.", [("wounded", 30, None)]),
        ("The raids came as a car bomb wounded at least 30 people including nurses in a quarter of the city state media reported.", [("wounded", 30, None)]),
        ("The shells wounded three nurses from the hospital in addition to five patients.", [("wounded", 8, 8)]),
        ("Shells kill nine wound scores in the town", [("killed", 9, 9), ("wounded", 40, None)]),
        ("The raids left dozens of people injured including women.", [("wounded", 24, None)]),
        ("Rockets fell on the market on Monday leaving nine shoppers dead a police source told reporters.", [("killed", 9, 9)]),
        ("Seven people mostly pupils killed in rocket fire.", [("killed", 7, 7)]),
        ("At least 11 villagers among them three girls were killed on Monday.", [("killed", 11, None)]),
        ("The shells killed two women and wounded more than 60 a doctor said.", [("killed", 2, 2), ("wounded", 61, None)]),
        ("Two boys were killed and scores others were hurt.", [("killed", 2, 2), ("wounded", 40, None)]),
        ("The raid claimed the lives of three farmers injured two others and burned a barn.", [("killed", 3, 3), ("wounded", 2, 2)]),
        ("The shells caused the death of one shepherd and injury of six others.", [("killed", 1, 1), ("wounded", 6, 6)]),
        ("Around 600 Syrians have been killed in the raids.", [("killed", 600, 600)]),
        ("Four girls were among 15 people killed in the raid.", [("killed", 15, 15)]),
        ("The raid left 14 dead and wounded seven.", [("killed", 14, 14), ("wounded", 7, 7)]),
        ("Six sailors suffered breathing difficulties and eight had smoke inhalation cases.", [("wounded", 6, 6)]),
        ("Between 500 and 700 villagers died.", [("killed", 500, 700)]),
        ("The shells killed two drivers in addition to three nurses.", [("killed", 5, 5)]),
        ("The rocket hit a yard, killing a father and son.", [("killed", 2, 2)]),
        ("The rocket hit a yard, killing a father and husband.", [("killed", 1, 1)]),
        ("The rocket hit a yard, killing a man, 51, and a woman, 47.", [("killed", 2, 2)]),
        ("The rocket hit a yard, killing a man, and two women were wounded.", [("killed", 1, 1), ("wounded", 2, 2)]),
        ("The rocket hit a yard, killing a 52-year-old.", [("killed", 1, 1)]),
        ("A 31-year-old and a 12-year-old were wounded.", [("wounded", 2, 2)]),
        ("The raid, with a death toll of 16, was the worst of all.", [("killed", 16, 16)]),
        ("Eleven villagers sought medical help.", [("wounded", 11, 11)]),
    ],
)  # fmt: skip
def test_killed_and_wounded_are_counted(read: Read, sentence: str, expected: Counted) -> None:
    assert counted(read(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The raid killed both villagers and soldiers.",
        "The aim was killing as many people as possible.",
        "One of the largest barns was burned.",
        "The strike could have killed hundreds of people.",
        "The commander threatened to kill 20 hostages.",
        "Two of them were killed.",
        "Three of the wounded were children.",
        "One in five residents was killed.",
        "A 13th sailor died.",
        "The chapel was 52 years old and many died.",
        "Eleven villagers need medical evacuation.",
        "1 in 3 soldiers died.",
        "Nine out of ten people were killed.",
        "The raid injured the Bank of the West, it said.",
        "A toddler was among the dead.",
        "The burning of 30 houses went on.",
        "The talks were killed by three vetoes.",
        "The region has suffered three attacks.",
        "Soldiers were killed.",
        "Dozens of shoppers were killed or injured.",
        "The raid was the worst so far, killing and wounding several clerks.",
        "The bodies of three firms called for reform.",
        "The gas caused difficulties for six firms.",
        "The number of shops in the town rose to 40.",
        "The number of visitors has fallen to 30.",
    ],
)
def test_shares_threats_and_things_are_not_counted(read: Read, sentence: str) -> None:
    assert counted(read(sentence)) == []


@pytest.mark.parametrize("sentence", ["The raid on Monday killed one in", "The raid on Monday killed one in Orikhiv."])
def test_one_in_a_place_or_in_a_sentence_cut_short_is_one(read: Read, sentence: str) -> None:
    assert counted(read(sentence)) == [("killed", 1, 1)]


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("The death toll has risen to 31.", True),
        ("The number of dead rose to 31.", True),
        ("The number of injured has risen to 31.", False),
        ("The raid brought to 31 the number killed in the town.", True),
        ("The new death toll is 31.", True),
    ],
)
def test_a_total_that_is_told_as_such_is_the_newest(read: Read, sentence: str, *, killed: bool) -> None:
    reading = read(sentence)
    [victims] = victims_in(reading, reading.sentences[0], PEOPLE)
    assert (victims.quantity.min, victims.quantity.max) == (31, 31)
    assert (victims.killed, victims.updated) == (killed, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor put the number of civilians killed in the raid at 31.",
        "The death toll stands at 31.",
        "The toll was 31.",
    ],
)
def test_a_total_that_is_only_given_is_not_the_newest(read: Read, sentence: str) -> None:
    reading = read(sentence)
    [victims] = victims_in(reading, reading.sentences[0], PEOPLE)
    assert (victims.quantity.min, victims.updated) == (31, False)


@pytest.mark.parametrize(
    ("sentence", "only_deaths"),
    [
        ("No casualties were reported.", False),
        ("There were no reports of injuries.", False),
        ("Nobody was hurt.", False),
        ("The roof burned without casualties.", False),
        ("There were no fatalities.", True),
        ("No one was killed.", True),
    ],
)
def test_words_that_say_nobody_was_hurt(read: Read, sentence: str, *, only_deaths: bool) -> None:
    found = no_casualties(read(sentence).sentences[0], PEOPLE)
    assert found is not None
    assert found.only_deaths is only_deaths


@pytest.mark.parametrize(
    "sentence",
    ["There were no further casualties.", "Officials gave no details of casualties.", "No school was open, casualties rose."],
)  # fmt: skip
def test_words_that_leave_it_open(read: Read, sentence: str) -> None:
    assert no_casualties(read(sentence).sentences[0], PEOPLE) is None
