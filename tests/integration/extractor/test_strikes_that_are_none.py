"""Strike words that tell of no strike, beside the like that does; texts written for these tests."""

from collections.abc import Callable

import pytest
from tests.integration.extractor.conftest import FindStrikes
from tests.integration.extractor.known_place import known_place

from claimwire.events import PlacePrecision
from claimwire_extractor.adapters.memory_gazetteer import MemoryGazetteer
from claimwire_extractor.core.found import FoundStrike

GAZETTEER = MemoryGazetteer(
    [known_place("Nikopol", population=150_000), known_place("Ukraine", admin1=None, precision=PlacePrecision.COUNTRY)]
)

PAIRS = {
    "unsaid": ("The mayor did not say that drones hit Nikopol.", "The mayor did not say how many drones hit Nikopol."),
    "pretended": (
        "The ministry pretended that a missile hit Nikopol.",
        "The ministry knew that a missile hit Nikopol.",
    ),
    "imagined": ("Imagine that Russia shelled Nikopol.", "Recall that Russia shelled Nikopol."),
    "unsaid to nobody": (
        "Officials did not claim that a rocket killed ten soldiers in Nikopol.",
        "Officials did not tell families that a rocket had killed their sons in Nikopol.",
    ),
    "unsaid for a time": (
        "Officials did not say that a rocket had killed ten soldiers in Nikopol.",
        "Officials did not say that a rocket had killed ten soldiers in Nikopol until Friday.",
    ),
    "game": ("In the video game, soldiers bomb Nikopol.", "In the game, a bomb hit children of Nikopol."),
    "football match": (
        "A rocket hit children in a film about Nikopol.",
        "A rocket hit children in a game of football in Nikopol.",
    ),
    "drama": (
        "Russian troops shelled a school of Nikopol in a novel.",
        "Russian troops shelled a school of Nikopol in a drama that lasted six hours.",
    ),
    "team": ("The Rockets hit 18 shots in Nikopol.", "The rockets hit 18 shops in Nikopol."),
    "hindrance": ("The army's advance on Nikopol hit obstacles.", "The army's artillery hit a mill in Nikopol."),
    "to come": (
        "Further attacks on Nikopol will show how strong they are.",
        "Further attacks on Nikopol have shown how strong they are.",
    ),
    "on land": ("An offensive targeting Nikopol began.", "A missile attack targeting Nikopol began."),
    "kept": ("The army keeps chemical weapons in Nikopol.", "The army used chemical weapons in Nikopol."),
    "never used": ("The army would never use chemical weapons in Nikopol.", "The army has used nerve gas in Nikopol."),
    "plain weapons": ("Russian forces use artillery every day.", "Russian forces use cluster bombs every day."),
    "who is at war": (
        "Russia's attack on Ukraine has killed thousands.",
        "A Russian attack on Ukraine killed six people.",
    ),
    "which buildings": (
        "They searched the recently bombed buildings of Nikopol.",
        "A source said that terrorist fired rocket shells at Nikopol.",
    ),
    "shot down": ("Air defences destroyed six drones over Nikopol.", "The Ukrainian Air Force destroyed six posts."),
    "own aims": ("Russia hit its growth target in Nikopol.", "Russia hit military targets in Nikopol."),
    "hail": ("A hailstorm bombarded Nikopol.", "A gunboat bombarded Nikopol."),
    "cyclone": ("A bomb cyclone hit Nikopol.", "A cluster bomb hit Nikopol."),
    "players": ("In this game, players bomb Nikopol.", "In this war, pilots bomb Nikopol."),
    "scandal": ("The mayor of Nikopol is under fire over a scandal.", "The port of Nikopol is under fire."),
    "a drone factory": (
        "Two cars crashed near a drone factory in Nikopol. One hit a tree.",
        "Two drones flew over the river to Nikopol. One hit a tree.",
    ),
    "talk of missiles": (
        "Ministers discussed missiles in Nikopol. One hit the door with a fist.",
        "The army fired missiles at Nikopol. One hit the door of a mill.",
    ),
    "a deed denied": (
        "The army said it did not kill the villagers in an air strike on Nikopol.",
        "The army said the air strike on Nikopol did not kill anyone.",
    ),
    "ruled out": (
        "The ministry ruled out a drone attack on Nikopol.",
        "The ministry reported a drone attack on Nikopol.",
    ),
    "letters": ("A man bombarded the mayor of Nikopol with letters.", "A gun bombarded Nikopol with shells."),
    "yet to come": (
        "The general would not discuss the missile strike on Nikopol if it came.",
        "The general would not discuss the missile strike on Nikopol.",
    ),
    "feared": (
        "Envoys did not discuss the missile strike on Nikopol that they fear.",
        "Envoys did not discuss the missile strike on Nikopol that they saw.",
    ),
    "goal": ("The striker fired a rocket into the top corner in Nikopol.", "Rebels fired a rocket into Nikopol."),
    "riot": ("Protesters threw projectiles in Nikopol.", "Rebels threw mortar shells in Nikopol."),
    "cleared": ("Soldiers destroyed a landmine near Nikopol.", "A convoy struck a landmine near Nikopol."),
    "shot": ("Police shot a man at a market in Nikopol.", "Rebels shot rockets at a market in Nikopol."),
    "own debris": ("Debris fell on a house in Nikopol.", "A missile broke up and debris fell on a house in Nikopol."),
    "no strike": ("None of the depots were hit by missiles.", "Two of the depots were hit by missiles."),
    "purpose": ("The launchers are used for striking ships with missiles.", "He was jailed for bombing a market."),
    "range": (
        "The crews train for any task, from shelling bunkers to bombing runways.",
        "The pilots returned from dropping bombs on trenches.",
    ),
    "shield": ("Nets protect the town from drone strikes.", "The town suffers from drone strikes."),
    "reach": ("Missiles fired by the launcher can reach 80 kilometres.", "Missiles fired by the launcher hit a mill."),
    "fear": ("Worries grow that Russia will bomb Nikopol.", "Reports say that Russia bombed Nikopol."),
    "averted": ("Police Avert Car Bomb Attack on Nikopol", "Police Report Car Bomb Attack on Nikopol"),
    "warning": ("Kyiv Warns Against New Missile Strikes on Nikopol", "Kyiv Condemns New Missile Strikes on Nikopol"),
    "supplies": ("Warplanes dropped food on Nikopol.", "Warplanes dropped bombs on Nikopol."),
    "siren": ("An air raid siren rang out in Nikopol.", "An air raid killed two people in Nikopol."),
    "the war": ("Prices rose after the attack on Ukraine.", "Prices rose after the attack on Nikopol."),
    "weather": ("Drought hit Nikopol hard this year.", "Russian troops hit Nikopol hard this year."),
    "control": ("Militants attacked Nikopol and took control of it.", "Drones attacked Nikopol and took down a mast."),
    "protest": ("Security forces opened fire on protesters in Nikopol.", "Rebels opened mortar fire on Nikopol."),
    "capture": ("Militants attacked and seized Nikopol.", "Militants attacked Nikopol with rockets."),
    "on foot": ("Militants attacked Nikopol at dawn.", "Militants attacked Nikopol at dawn with mortars."),
    "with what came of it": (
        "The troops launched an attack on Nikopol, seizing two bridges.",
        "The troops launched an attack on Nikopol, destroying two bridges.",
    ),
    "held off": (
        "Soldiers fended off an attack on their posts near Nikopol.",
        "Soldiers fended off a drone attack on their posts near Nikopol.",
    ),
    "any": ("Any attack on the port of Nikopol is a crime.", "The attack on the port of Nikopol is a crime."),
    "answer": (
        "The attack on the port of Nikopol will be met with force.",
        "The attack on the port of Nikopol was met with force.",
    ),
    "what blew up": (
        "A gas explosion in Nikopol wrecked three cars.",
        "An explosion in Nikopol wrecked three cars.",
    ),
    "raiders": ("Fighters raided Nikopol and kidnapped ten people.", "Jets raided Nikopol and killed ten people."),
    "foiled": (
        "A suicide attack on a post in Nikopol was foiled.",
        "A suicide attack on a post in Nikopol was filmed.",
    ),
    "caught": ("Guards shot dead six suicide bombers in Nikopol.", "Six suicide bombers shook Nikopol on Friday."),
    "short of it": ("They use all means short of bombing the port.", "They use all means and are bombing the port."),
    "instead": ("Instead of shelling Nikopol they talked.", "After shelling Nikopol they talked."),
    "gunmen": ("Gunmen injured two people in Nikopol.", "Gunmen injured two people in mortar attacks in Nikopol."),
    "debris": ("Debris from a bridge hit a house in Nikopol.", "Debris from a drone hit a house in Nikopol."),
    "failed": ("The attack on Nikopol failed.", "The missile attack on Nikopol failed."),
    "in anticipation": ("They taped windows in anticipation of shelling.", "They taped windows because of shelling."),
    "the attack on foot": (
        "Militants attacked Nikopol at dawn. The attack killed nine soldiers.",
        "Drones attacked Nikopol at dawn. The attack killed nine soldiers.",
    ),
    "enabled": (
        "The government has allowed Ukraine to strike depots in Nikopol.",
        "The new rockets have allowed Ukraine to strike depots in Nikopol.",
    ),
    "overhead": ("Missiles flew over Nikopol at noon.", "Missiles flew at Nikopol at noon."),
    "football": ("The guests bombarded the goal.", "The guns bombarded the port."),
    "drill": ("The navy fired missiles in a drill.", "The navy fired missiles in anger."),
    "test": ("They test-fired a missile into the sea.", "They fired a missile into the port."),
    "superlative": ("It is the most bombed city of the age.", "They bombed the city for an age."),
    "fiction": ("The novel opens with the shelling of a hotel.", "The day opened with the shelling of a hotel."),
    "pronoun": ("Nobody knows who shelled it.", "Nobody knows who shelled the mill in Nikopol."),
    "scenario": ("One of the scenarios is an air raid on Nikopol.", "One of the horrors was an air raid on Nikopol."),
    "doubted doer": (
        "It is not clear whether airstrikes on Nikopol are coming.",
        "It is not clear whether the airstrikes on Nikopol were carried out by drones.",
    ),
    "sort of attack": ("Terrorist attacks kill fewer people than cars.", "Militant attacks killed nine in Nikopol."),
    "trade": (
        "The strike of train drivers hit Nikopol hard.",
        "Nine people were killed in Russian strikes on a train station in Nikopol.",
    ),
    "near": ("A missile nearly hit a school in Nikopol.", "Nearly forty missiles hit a school in Nikopol."),
    "supposed": (
        "Had the missile hit the dam in Nikopol, the valley would have flooded.",
        "The missile had hit the dam in Nikopol before the valley flooded.",
    ),
    "asked": ("Did a missile hit the dam in Nikopol?", "Who knew that a missile hit the dam in Nikopol?"),
    "dispute": (
        "Dockers began a strike in Nikopol over unpaid bonuses.",
        "Russian forces carried out a strike in Nikopol over the weekend.",
    ),
    "tour of duty": ("Striking drivers hit the road.", "Two missiles hit the road."),
    "whose": (
        "The monitor determines whose planes carry out raids by their type.",
        "The monitor said that Russian planes carried out three raids on Nikopol.",
    ),
    "whether it comes": ("Russian forces will likely strike Nikopol.", "Russian forces likely struck Nikopol."),
    "rating": (
        "An airstrike on a school may be the next step.",
        "Airstrikes on a school in Nikopol may be the deadliest yet.",
    ),
    "naming": ("He called for airstrikes on Nikopol.", "He called the airstrikes on Nikopol an outrage."),
    "blame": (
        "The town gave the army a reason for the strikes.",
        "The town blamed the army for the strikes that hit two mills in Nikopol.",
    ),
    "outlasting": ("Troops repelled an attack on Nikopol.", "Air defences repelled a drone attack on Nikopol."),
    "ready to outlast": (
        "The town is ready to repel a missile attack.",
        "Villagers survived a missile attack on Nikopol.",
    ),
    "inaction": (
        "The council failed to launch air strikes on Nikopol.",
        "The council failed to take action over hospital bombings in Nikopol.",
    ),
    "vehicle": ("Four died in a car in Nikopol.", "Four died in a car bomb in Nikopol."),
    "criticism": ("The minister came under fire.", "Five stations in the west came under fire."),
    "ground": ("A ground attack on Nikopol failed.", "A ground-to-ground missile attack on Nikopol killed two."),
    "accident": (
        "The furnace was old. An explosion was heard in Nikopol.",
        "Talks on missiles went on. An explosion was heard in Nikopol.",
    ),
    "explosion told before": (
        "Talks on missiles went on. The explosion was felt in Nikopol.",
        "Talks on missiles went on. Explosions rocked Nikopol.",
    ),
    "bullets": (
        "Troops fired bullets at a school in Nikopol.",
        "Troops fired explosive bullets at a school in Nikopol.",
    ),
    "whose word": (
        "Residents said they had hit a command post.",
        "The Ukrainian military said they had hit a command post.",
    ),
    "doubted consequence": (
        "An airstrike on the port would be a mistake.",
        "The airstrike on the port should lead to sanctions.",
    ),
    "from the air": ("Islamic State attacked Nikopol at dawn.", "Islamic State attacked Nikopol from the air."),
    "spaceflight": ("SpaceX launched a rocket from Florida.", "Hamas launched a rocket from Gaza."),
    "said by nobody": ("No one said that rockets hit Nikopol.", "No one said how many rockets hit Nikopol."),
    "believed by nobody": (
        "Officials do not think that a drone hit Nikopol.",
        "Officials think that a drone hit Nikopol.",
    ),
    "neither of two": ("Neither Russia nor Ukraine struck Nikopol.", "Both Russia and Ukraine struck Nikopol."),
    "neither side": ("Neither side shelled Nikopol.", "Either side shelled Nikopol."),
    "hardly any": ("Hardly any shells hit Nikopol.", "Many shells hit Nikopol."),
    "barely any": ("Barely any rockets hit Nikopol.", "Barely aimed rockets hit Nikopol."),
    "did not take place": ("The shelling of Nikopol never took place.", "The shelling of Nikopol never let up."),
    "did not happen": (
        "The missile attack on Nikopol did not happen.",
        "The missile attack on Nikopol did not happen by chance.",
    ),
    "an aircraft brought down": (
        "Gunners brought down a helicopter with a missile near Orikhiv.",
        "Air strikes brought down a warehouse near Orikhiv.",
    ),
    "verbal attack": (
        "Iran attacks Ukraine over nuclear talks.",
        "Missiles flew at dawn. Iran attacked Ukraine on Monday.",
    ),
    "attack in a statement": (
        "Missiles were on show. Iran attacked Ukraine in a statement.",
        "Missiles were on show. Iran attacked Ukraine in the night.",
    ),
    "toll of a war": (
        "Thousands of people were killed in the Russian attack on Ukraine.",
        "Six people were killed in a Russian attack on Ukraine.",
    ),
    "shot at": (
        "Ukrainian forces shot two missiles out of the sky over Nikopol.",
        "Ukrainian forces shot two missiles into the port of Nikopol.",
    ),
    "shot over": ("Ukraine shot six of nine drones over Nikopol.", "Ukraine shot six of nine rockets at Nikopol."),
    "shot with rifles": (
        "Soldiers shot a drone with rifles near Nikopol.",
        "Soldiers shot rockets at a school in Nikopol.",
    ),
    "photographed": ("The photographer shot rockets at night in Nikopol.", "The rebels shot rockets at Nikopol."),
    "influence": ("Drones have impacted how wars are fought.", "Drones have hit a mill near Nikopol."),
    "stepped up": ("The president stepped up production of drones.", "A farmer stepped on a landmine near Nikopol."),
    "stepped on stage": (
        "A minister stepped on stage with a missile in Nikopol.",
        "A soldier stepped on an anti-tank mine in Nikopol.",
    ),
    "driven over": ("They drove the missiles over a bridge in Nikopol.", "A bus drove over a landmine in Nikopol."),
    "run over": ("The rocket programme ran over budget.", "A car ran over an anti-tank mine in Nikopol."),
    "pumped out": ("Russia pumps out missiles at its plants.", "Russia pours missiles on its neighbours."),
    "unloaded": ("Soldiers unloaded rockets at the base in Nikopol.", "Jets dropped bombs on the base in Nikopol."),
    "dumped": ("Sappers dumped old shells into the sea at Nikopol.", "Guns poured old shells on a mill at Nikopol."),
    "opened": ("The mayor opened up the bomb shelters in Nikopol.", "Artillery opened up on Nikopol."),
    "cheaper": ("The missile came down in price after the deal with Ukraine.", "A missile fell on a mill in Nikopol."),
    "produced": (
        "Rockets come down the production line in Nikopol.",
        "Rockets fell on the production line in Nikopol.",
    ),
    "spent on": ("Nikopol threw missiles at the problem.", "Rebels threw missiles at Nikopol."),
    "success": (
        "The single is a direct hit from a rocket of an album.",
        "A direct hit by a rocket on a mill in Nikopol killed two.",
    ),
    "knocked out": ("Ukraine bombed out of the tournament in Nikopol.", "Ukraine bombed a mill in Nikopol."),
    "small hindrance": ("The talks in Nikopol hit a snag.", "Russian troops hit a roadblock in Nikopol."),
    "criticised": (
        "The senator's attack on the office of the attorney general went on.",
        "The attack on the wedding in Nikopol went on.",
    ),
    "laughed at": (
        "The writer's attack on the academy was met with laughter.",
        "The rebels' attack on the school was met with mortar fire.",
    ),
}


@pytest.fixture
def find(strikes_of: FindStrikes) -> Callable[[str], list[FoundStrike]]:
    return lambda text: strikes_of(text, gazetteer=GAZETTEER, published=None)


@pytest.mark.parametrize("text", [none for none, _ in PAIRS.values()], ids=PAIRS.keys())
def test_it_tells_of_none(find: Callable[[str], list[FoundStrike]], text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", [one for _, one in PAIRS.values()], ids=PAIRS.keys())
def test_its_like_tells_of_one(find: Callable[[str], list[FoundStrike]], text: str) -> None:
    assert len(find(text)) == 1
