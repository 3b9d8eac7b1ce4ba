package released;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.pf4j.Extension;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.PluginApi;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;

/** An instrument of the time of API 1.0: it uses every type of the survey API. */
@Extension
public final class OldInstrument implements SurveyInstrument {
    private static final ResponseScale AGREEMENT = new ResponseScale(1, List.of(both("No", "Nein"), both("Yes", "Ja")));

    @Override
    public InstrumentProfile profile() {
        InstrumentProfile profile = new InstrumentProfile("old-instrument", both("Old", "Alt"), both("Why", "Wozu"), 2, 5);
        return new InstrumentProfile(
                profile.id(), profile.name(), profile.purpose(), profile.minutes(), profile.smallestGroup());
    }

    @Override
    public Questionnaire questionnaire() {
        Item rating = new Item.Rating("rating", both("Rate", "Bewerten"), true, AGREEMENT, true);
        Item selection = new Item.Selection(
                "selection", both("Choose", "Wählen"), false, List.of(new Choice("a", both("A", "A"))), 1);
        Item text = new Item.FreeText("text", both("Say", "Sagen"), false, 200);
        return new Questionnaire(
                "1.0.0", List.of(new Questionnaire.Page("page", both("Page", "Seite"), List.of(rating, selection, text))));
    }

    @Override
    public ScoringModel scoring() {
        Item item = questionnaire().item("rating").orElseThrow();
        double weight = item instanceof Item.Rating rating ? rating.scale().max() - rating.scale().min() : 0;
        return new ScoringModel(List.of(new ScoringModel.Scale(
                "scale",
                both("Scale", "Skala"),
                both("Much", "Viel"),
                List.of(new ScoringModel.ItemRef(item.id(), false, weight)),
                1)));
    }

    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        String asked = questionnaire().items().map(OldInstrument::word).collect(Collectors.joining(","));
        return scores.stream()
                .filter(score -> score.mean() - score.low() <= score.high() && score.n() > 0)
                .map(score -> new Signal(
                        "weak:" + score.scaleId(),
                        score.scaleId(),
                        LocalizedText.english(PluginApi.VERSION + " " + asked)
                                .with("de", profile().name().in(Locale.GERMAN))))
                .toList();
    }

    private static String word(Item item) {
        return switch (item) {
            case Item.Rating rating -> "rating of " + rating.scale().labels().size();
            case Item.Selection selection -> "at most " + selection.most() + " of " + selection.choices().getFirst().id();
            case Item.FreeText text -> text.mostCharacters() + " characters" + (text.required() ? "!" : "");
            default -> "something new";
        };
    }

    private static LocalizedText both(String english, String german) {
        return new LocalizedText(Map.of("en", english, "de", german));
    }
}
