package released;

import java.util.List;
import java.util.Map;
import org.pf4j.Extension;
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

/** An instrument of the time of API 1.4: it shows a scale on a range of its own. */
@Extension
public final class RangedInstrument implements SurveyInstrument {
    private static final ScoringModel.Range RANGE = new ScoringModel.Range(-100, 100);

    @Override
    public InstrumentProfile profile() {
        return new InstrumentProfile("ranged-instrument", text("Ranged"), text("Why"), 2, 5);
    }

    @Override
    public Questionnaire questionnaire() {
        ResponseScale two = new ResponseScale(1, List.of(text("No"), text("Yes")));
        return new Questionnaire(
                "1.0.0",
                List.of(new Questionnaire.Page(
                        "first", text("First"), List.of(new Item.Rating("item", text("Item"), false, two, true)))));
    }

    @Override
    public ScoringModel scoring() {
        ScoringModel.Scale scale = new ScoringModel.Scale(
                "scale", text("Scale"), text("High"), List.of(new ScoringModel.ItemRef("item", false, 1)), 1);
        return new ScoringModel(List.of(scale.on(RANGE)));
    }

    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        ReleasedScore first = scores.get(0);
        String sides = RANGE.hasSides() && !ScoringModel.Range.usual().hasSides() ? " of two sides" : "";
        return List.of(new Signal(
                "ranged", first.scaleId(), text(PluginApi.VERSION + " " + Math.round(RANGE.at(first.mean())) + sides)));
    }

    private static LocalizedText text(String english) {
        return new LocalizedText(Map.of("en", english, "de", "[de] " + english));
    }
}
