package released;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;

/** An instrument of the time of API 1.1: it uses what 1.1 added to the survey API. */
@Extension
public final class GuidedInstrument implements SurveyInstrument {
    private static final ResponseScale AGREEMENT = new ResponseScale(1, List.of(text("No"), text("Yes")));

    @Override
    public InstrumentProfile profile() {
        return new InstrumentProfile("guided-instrument", text("Guided"), text("Why"), 2, 5);
    }

    @Override
    public Questionnaire questionnaire() {
        Item here = new Item.Rating("here", text("Here?"), false, AGREEMENT, true, Optional.of(text("Noise")));
        Item there = new Item.Rating("there", text("There?"), false, AGREEMENT, true, Optional.of(text("Noise")));
        Item ranking = new Item.Ranking(
                "ranking", text("Rank"), false, List.of(new Choice("a", text("A")), new Choice("b", text("B"))), 2);
        Item recommend = new Item.Recommend("recommend", text("Recommend?"), false, text("Never"), text("Always"));
        return new Questionnaire(
                "1.0.0",
                List.of(new Questionnaire.Page("page", text("Page"), List.of(here, there, ranking, recommend))));
    }

    @Override
    public ScoringModel scoring() {
        ScoringModel.ItemRef here = new ScoringModel.ItemRef("here", true, 1);
        ScoringModel.ItemRef there = new ScoringModel.ItemRef("there", true, 1);
        return new ScoringModel(List.of(
                new ScoringModel.Scale("quiet", text("Quiet"), text("Much"), List.of(here, there), 1, true, ""),
                new ScoringModel.Scale("quiet-here", text("Here"), text("Much"), List.of(here), 1, true, "quiet")));
    }

    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        Answer ranked = new Answer.Ranked(List.of("b", "a"));
        return scores.stream()
                .map(score -> new Signal("noise", score.scaleId(), text(PluginApi.VERSION + " " + word(ranked))))
                .toList();
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case Answer.Ranked ranked -> ranked.ids().getFirst() + " of " + Item.Recommend.highest();
            default -> "something new";
        };
    }

    @Override
    public Optional<InstrumentGuide> guide() {
        return Optional.of(new InstrumentGuide(
                List.of(new InstrumentGuide.Construct(text("Noise"), text("What is heard"), List.of("here", "there"))),
                text("Mean"),
                text("Everybody"),
                12,
                text("High is quiet"),
                List.of(new InstrumentGuide.SignalNote("noise", text("Always"))),
                List.of("Nobody (2026), Nothing.")));
    }

    private static LocalizedText text(String english) {
        return new LocalizedText(Map.of("en", english, "de", "[de] " + english));
    }
}
