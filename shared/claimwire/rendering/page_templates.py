"""Templates that show articles, claims and strikes."""

from datetime import datetime
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from claimwire.rendering.highlighted_article import highlighted_article
from claimwire.rendering.links import web_link
from claimwire.rendering.phrases import ACTS, SIDES, amount, days, hurt, spaced


def page_templates(package: str) -> Environment:
    """Load the templates of ``package``, which may import ``facts.html``; every value is escaped as HTML."""
    templates = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("claimwire.rendering")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "act": ACTS.__getitem__,
        "amount": amount,
        "days": days,
        "hurt": hurt,
        "moment": _moment,
        "percent": "{:.0%}".format,
        "side": SIDES.__getitem__,
        "spaced": spaced,
        "web_link": web_link,
    }
    templates.globals["highlighted_article"] = highlighted_article
    return templates


def style_sheet() -> str:
    """The look of a page, for one that must hold it; others link to ``static/page.css`` of this package."""
    return (files("claimwire.rendering") / "static" / "page.css").read_text(encoding="utf-8")


def _moment(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}, {moment:%H:%M} UTC"
