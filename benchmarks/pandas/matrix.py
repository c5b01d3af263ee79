"""The members x groups matrix of a Telegram Desktop export, computed with pandas.

Written from the documentation of the export and of the score alone; it shares no code with the plugin. It reads
result.json of a whole account and writes, for every account and chat in which the account did something that is scored:
utterances, points and score as of a day.

    python3 matrix.py result.json settings.json matrix.json

settings.json: {"timeZone": IANA name, "asOfDay": "YYYY-MM-DD", "halfLifeDays": n, "pointsForHalf": n,
                "kinds": {key: [weight, daily cap or null]}}
"""

import datetime
import json
import sys
import time
import zoneinfo

import numpy
import pandas

# accounts of Telegram itself: messages in its name, anonymous administrators, channels that write in groups
SERVICE_ACCOUNTS = {777000, 1087968824, 136817688}
UTTERANCES = ["message", "reply", "forward", "command"]


def chat_id(chat):
    """The export's bare id as the Bot API writes it."""
    if chat["id"] < 0:
        return str(chat["id"])
    basic = chat["type"].endswith("group") and not chat["type"].endswith("supergroup")
    return f"-{chat['id']}" if basic else f"-100{chat['id']}"


def person(account):
    """Telegram's number of an account, None for channels, chats and service accounts."""
    if not isinstance(account, str) or not account.startswith("user"):
        return None
    number = int(account[4:])
    return None if number in SERVICE_ACCOUNTS else number


def begins_with_command(text):
    """Whether a text's first part that is not empty is marked as a command."""
    for part in text if isinstance(text, list) else []:
        if isinstance(part, dict):
            return part.get("type") == "bot_command"
        if part:
            return False
    return False


def kind_of(message, topics):
    """What an utterance is, by precedence."""
    if begins_with_command(message["text"]):
        return "command"
    target = message.get("reply_to_message_id")
    if target and "reply_to_peer_id" not in message and target not in topics:
        return "reply"
    return "forward" if "forwarded_from" in message else "message"


def wall_clock(text):
    """Seconds since 1970 of a wall clock as if it stood in UTC."""
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.timezone.utc).timestamp())


def reactions_of(message, at):
    """Who reacted, and when: one entry an account. A reaction has a wall clock only, set as the message's own is."""
    offset = wall_clock(message["date"]) - at
    latest = {}
    for reaction in message.get("reactions", []):
        for entry in reaction.get("recent", []):
            who = person(entry["from_id"])
            if who is not None:
                latest[who] = max(latest.get(who, 0), wall_clock(entry["date"]) - offset)
    return latest.items()


def activities(export):
    """Tuples of chat, account, kind and seconds since 1970 for everything that earns points."""
    for chat in export["chats"]["list"]:
        chat_key = chat_id(chat)
        topics = {entry["id"] for entry in chat["messages"] if entry.get("action") == "topic_created"}
        for entry in chat["messages"]:
            at = int(entry["date_unixtime"])
            if entry["type"] == "message":
                who = person(entry["from_id"])
                if who is not None:
                    yield chat_key, who, kind_of(entry, topics), at
                for reacting, when in reactions_of(entry, at):
                    yield chat_key, reacting, "reaction", when
            elif entry.get("action") == "invite_members":
                who = person(entry["actor_id"])
                for member in entry["members"]:
                    # whoever adds themselves joins, and invites nobody
                    if who is not None and (member is None or member != entry["actor"]):
                        yield chat_key, who, "invite", at


def matrix(frame, settings):
    """Utterances, points and score of each account in each chat."""
    days = pandas.to_datetime(frame["at"], unit="s", utc=True).dt.tz_convert(settings["timeZone"]).dt.tz_localize(None)
    frame["day"] = days.dt.normalize()
    as_of = pandas.Timestamp(settings["asOfDay"])
    counted = frame[frame["day"] <= as_of]
    daily = counted.groupby(["chat", "account", "day", "kind"], sort=False).size().rename("count").reset_index()
    kinds = settings["kinds"]
    raw = daily["count"] * daily["kind"].map({key: weight for key, (weight, _) in kinds.items()})
    cap = daily["kind"].map({key: numpy.inf if limit is None else limit for key, (_, limit) in kinds.items()})
    age = (as_of - daily["day"]).dt.days
    daily["points"] = numpy.minimum(raw, cap) * 2.0 ** (-age / settings["halfLifeDays"])
    daily["posts"] = daily["count"].where(daily["kind"].isin(UTTERANCES), 0)
    cells = daily.groupby(["chat", "account"])[["posts", "points"]].sum().reset_index()
    cells["score"] = 100 * (1 - 2.0 ** (-cells["points"] / settings["pointsForHalf"]))
    return cells


def main(export_path, settings_path, target_path):
    with open(settings_path, encoding="utf-8") as file:
        settings = json.load(file)
    zoneinfo.ZoneInfo(settings["timeZone"])
    began = time.perf_counter()
    with open(export_path, encoding="utf-8") as file:
        export = json.load(file)
    frame = pandas.DataFrame.from_records(activities(export), columns=["chat", "account", "kind", "at"])
    read = time.perf_counter()
    cells = matrix(frame, settings)
    done = time.perf_counter()
    with open(target_path, "w", encoding="utf-8") as file:
        json.dump(
            {
                "readMs": (read - began) * 1000,
                "matrixMs": (done - read) * 1000,
                "activities": len(frame),
                "cells": cells.values.tolist(),
            },
            file,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
