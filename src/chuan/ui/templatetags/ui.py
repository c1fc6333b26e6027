# SPDX-License-Identifier: Apache-2.0
"""Tags of the look: panel, icon, status, crumb, slot; filters number, day, moment."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from chuan.ui import figures, icons, slots, statuses

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Tabler outline icon as inline SVG, for the eye only: always put a word beside it."""
    return icons.svg_or_square(str(name))


@register.simple_block_tag
def panel(content: str, title: str = "", icon: str = "", id: str = "", css: str = "") -> SafeString:
    """A card with a heading; a table inside reaches its edges."""
    head: str | SafeString = ""
    if title:
        picture = icons.svg_or_square(icon) if icon else ""
        head = format_html('<div class="card-header"><h2 class="card-title">{}{}</h2></div>', picture, title)
    return format_html(
        '<section class="card panel {}"{}>{}<div class="card-body panel-body">{}</div></section>',
        css, format_html(' id="{}"', id) if id else "", head, mark_safe(content),  # noqa: S308 — rendered by Django
    )


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Keep a rendered piece in a variable: `{% capture as name %}…{% endcapture %}`."""
    return mark_safe(content.strip())  # noqa: S308 — rendered by Django


@register.simple_tag
def crumb(label: Any, url: str = "") -> SafeString:
    """One step of the breadcrumbs; the last one has no address."""
    if not url:
        return format_html('<li class="breadcrumb-item active" aria-current="page">{}</li>', label)
    return format_html('<li class="breadcrumb-item"><a href="{}">{}</a></li>', url, label)


@register.simple_tag
def status(value: Any, label: Any = "") -> SafeString:
    """A status as colour, icon and word."""
    return statuses.tag(*statuses.look_of(value, label))


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str, subject: Any = None) -> SafeString:
    """What higher rooms show here about the subject."""
    panels = [panel(context["request"], subject) for panel in slots.panels(name)]
    return format_html_join("\n", "{}", ((mark_safe(html),) for html in panels if html))  # noqa: S308


@register.simple_tag(takes_context=True)
def sidebar_links(context: RequestContext) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The sidebar's groups with addresses; the entry with the longest fitting address is the current one."""
    path = getattr(context.get("request"), "path", "")
    groups = []
    for heading, entries in (context.get("sidebar") or ()):
        links = [{"entry": entry, "url": url, "current": False} for entry in entries if (url := _address(entry))]
        if links:
            groups.append((heading, links))
    fitting = [link for _, links in groups for link in links if _fits(path, link["url"])]
    if fitting:
        max(fitting, key=lambda link: len(link["url"]))["current"] = True
    return groups


@register.filter
def number(value: Any, places: "int | None" = None) -> str:
    """`1.234,5` in Vietnamese, `1,234.5` in English; with `:3`, three decimals."""
    return figures.number(value, places)


@register.filter
def day(value: Any) -> str:
    """dd/mm/yyyy."""
    return figures.day(value)


@register.filter
def moment(value: Any) -> str:
    """dd/mm/yyyy HH:MM, Vietnamese time."""
    return figures.moment(value)


@register.simple_tag
def control(widget: dict[str, Any], css: str) -> SafeString:
    """The attributes of a form control with Tabler's class put before its own."""
    attrs = dict(widget["attrs"])
    invalid = "is-invalid" if attrs.get("aria-invalid") else ""
    attrs["class"] = " ".join(filter(None, [css, attrs.get("class", ""), invalid]))
    pairs = ((name, value) for name, value in attrs.items() if value is not False and value is not None)
    return format_html_join("", "{}", ((_attribute(name, value),) for name, value in pairs))


def _attribute(name: str, value: Any) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)


def _address(entry: Any) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""


def _fits(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
