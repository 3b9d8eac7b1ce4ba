package org.takeup.survey;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;

/**
 * A questionnaire with the kinds of API 1.2, a page for leads, a question for those who work long, and answers in later texts.
 * Page one: role, load, hours, since, note. Page two, for leads: team, plan. Page three: info, busy from 10 hours on, agree, and
 * where people are known mail and peers.
 */
final class Branching {
    private static final ResponseScale TWO = new ResponseScale(1, List.of(text("No"), text("Yes")));

    private Branching() {}

    static LocalizedText text(String english) {
        return LocalizedText.english(english).with("de", "[de] " + english);
    }

    /** @param known whether it asks who people are, which an anonymous survey cannot */
    static Snapshot snapshot(boolean known) {
        var first = new Questionnaire.Page(
                "first",
                text("You"),
                List.of(
                        new Item.Selection(
                                "role",
                                text("What do you do?"),
                                true,
                                List.of(
                                        new Choice("lead", text("I lead")),
                                        new Choice("other", text("Something else"))),
                                1),
                        new Item.Slider(
                                "load", text("How full is your day?"), false, 0, 100, 5, text("Empty"), text("Full")),
                        new Item.Number(
                                "hours",
                                text("Hours a week?"),
                                false,
                                BigDecimal.ZERO,
                                new BigDecimal(40),
                                1,
                                Optional.of(text("hours"))),
                        new Item.Day(
                                "since",
                                text("Since when?"),
                                false,
                                LocalDate.of(2020, 1, 1),
                                LocalDate.of(2026, 12, 31)),
                        new Item.FreeText("note", text("In a word?"), false, 200)));
        var leads = new Questionnaire.Page(
                "leads",
                text("Leading, {role}"),
                List.of(
                        new Item.Rating("team", text("Is your team with you?"), true, TWO, false),
                        new Item.FreeText("plan", text("What will you do?"), false, 5_000)));
        var last = new ArrayList<Item>(List.of(
                new Item.Information("info", text("You work {hours} since {since}, and said: {note}. {{braces}")),
                new Item.FreeText("busy", text("What keeps you busy?"), true, 100),
                new Item.Consent("agree", text("May we use this?"), true)));
        if (known) {
            last.add(new Item.Email("mail", text("Your address?"), false));
            last.add(new Item.PersonPick("peers", text("Who helps you?"), false, 2));
        }
        return new Snapshot(
                new Questionnaire(
                        "1.0.0",
                        List.of(first, leads, new Questionnaire.Page("last", text("The end"), last)),
                        Map.of(
                                "leads", new Condition.Is("role", Set.of("lead")),
                                "busy", new Condition.AtLeast("hours", BigDecimal.TEN))),
                new ScoringModel(List.of()));
    }
}
