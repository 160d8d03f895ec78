"""What `forecast` prints: the load of the coming days as bars, and in words."""

from rich.text import Text

from calcquiz.records.forecast import DayLoad, Forecast
from calcquiz.records.moment import Picture
from calcquiz.records.scene import Bar, Bars, Dots, Scene
from calcquiz.render.screen import picture_lines
from calcquiz.render.style import Style
from calcquiz.render.words import MONTHS, WEEKDAYS, counted, sentence

WIDTH_OF_A_BAR = 0.8


def forecast_lines(forecast: Forecast, style: Style) -> list[Text]:
    """Return the load of the coming days as lines."""
    if not forecast.due:
        words = f"Nothing falls due in the next {counted(len(forecast.days), 'day')}. New skills: calcquiz drill"
        return sentence(words, style)
    busiest = max(forecast.days, key=lambda load: load.due + load.follow_ups)
    lines = sentence(_total(forecast), style, "" if style.plain else "bold")
    lines += sentence(f"The busiest day is {_name(busiest)} with {counted(round(_load(busiest)), 'review')}.", style)
    if style.plain:
        return lines + [line for load in forecast.days if _load(load) for line in sentence(_told(load), style)]
    return lines + picture_lines(Picture(scene=scene_of(forecast)), style)


def scene_of(forecast: Forecast) -> Scene:
    """Return the load as a picture: bars for what is due, dots for what comes back on top."""
    loads = [_load(load) for load in forecast.days]
    half = WIDTH_OF_A_BAR / 2
    bars = Bars(
        label="due",
        bars=tuple(
            Bar(left=n - half, right=n + half, height=float(load.due))
            for n, load in enumerate(forecast.days)
            if load.due
        ),
    )
    dots = Dots(label="with what comes back", points=tuple((float(n), load) for n, load in enumerate(loads) if load))
    return Scene(
        x=(-0.5, len(loads) - 0.5),
        y=(0.0, max(loads) * 1.1),
        bars=(bars,),
        dots=(dots,),
        x_label="days from today",
        y_label="reviews",
    )


def _load(load: DayLoad) -> float:
    return load.due + load.follow_ups


def _total(forecast: Forecast) -> str:
    days = counted(len(forecast.days), "day")
    more = round(forecast.reviews - forecast.due)
    again = f", and {counted(more, 'review')} more when they are remembered" if more else ""
    return f"{counted(forecast.due, 'skill')} due in the next {days}{again}."


def _name(load: DayLoad) -> str:
    return f"{WEEKDAYS[load.day.weekday()]} {load.day.day} {MONTHS[load.day.month - 1]}"


def _told(load: DayLoad) -> str:
    more = f" and {counted(round(load.follow_ups), 'review')} more" if round(load.follow_ups) else ""
    return f"{_name(load)}: {load.due} due{more}."
