package released;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pf4j.Extension;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;

/** An instrument of the time of API 1.2: it asks in the kinds that 1.2 added, branches, and repeats answers in later texts. */
@Extension
public final class AskingInstrument implements SurveyInstrument {
    @Override
    public InstrumentProfile profile() {
        return new InstrumentProfile("asking-instrument", text("Asking"), text("Why"), 2, 5);
    }

    @Override
    public Questionnaire questionnaire() {
        Item role = new Item.Selection(
                "role", text("Role"), true, List.of(new Choice("lead", text("Lead")), new Choice("other", text("Other"))), 1);
        Item load = new Item.Slider("load", text("Load"), false, 0, 100, 5, text("None"), text("Full"));
        Item hours = new Item.Number(
                "hours", text("Hours"), false, BigDecimal.ZERO, new BigDecimal("40.5"), 1, Optional.of(text("hours")));
        Item since = new Item.Day("since", text("Since"), false, LocalDate.of(2020, 1, 1), LocalDate.of(2030, 12, 31));
        Item read = new Item.Information("read", text("You are {role}"));
        Item mail = new Item.Email("mail", text("Mail"), false);
        Item agree = new Item.Consent("agree", text("Agree?"), true);
        Item peers = new Item.PersonPick("peers", text("Peers"), false, 2);
        Condition leads = new Condition.All(List.of(
                new Condition.Is("role", Set.of("lead")),
                new Condition.Any(List.of(
                        new Condition.AtLeast("hours", BigDecimal.TEN),
                        new Condition.AtMost("load", BigDecimal.TEN),
                        new Condition.Not(new Condition.Answered("since"))))));
        return new Questionnaire(
                "1.0.0",
                List.of(
                        new Questionnaire.Page("first", text("First"), List.of(role, load, hours, since)),
                        new Questionnaire.Page("second", text("Second"), List.of(read, mail, agree, peers))),
                Map.of("second", leads));
    }

    @Override
    public ScoringModel scoring() {
        return new ScoringModel(List.of());
    }

    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        Map<String, Answer> answers = Map.of(
                "role", new Answer.Chosen(List.of("lead")),
                "hours", new Answer.Number(new BigDecimal("12.50")),
                "since", new Answer.Day(LocalDate.of(2026, 1, 1)),
                "peers", new Answer.Persons(List.of("somebody")));
        boolean holds = questionnaire().shownIf().get("second").holds(answers);
        return List.of(new Signal("asking", "none", text(PluginApi.VERSION + " " + holds + " " + Item.Consent.YES)));
    }

    private static LocalizedText text(String english) {
        return new LocalizedText(Map.of("en", english, "de", "[de] " + english));
    }
}
