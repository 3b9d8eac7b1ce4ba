package @package@;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pf4j.Extension;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.SurveyInstrument;

/** Three statements, one of them worded against the others, and one score over them. */
@Extension
public final class @class@ implements SurveyInstrument {
    private static final Texts TEXTS = Texts.beside(@class@.class, "texts", "en", "de");
    private static final List<String> STATEMENTS = List.of("time", "use", "waste");
    private static final String REVERSED = "waste";

    @Override
    public InstrumentProfile profile() {
        return new InstrumentProfile("@id@", TEXTS.text("name"), TEXTS.text("purpose"), 2, 5);
    }

    @Override
    public Questionnaire questionnaire() {
        ResponseScale agreement = new ResponseScale(
                1, IntStream.rangeClosed(1, 5).mapToObj(point -> TEXTS.text("agreement." + point)).toList());
        Stream<Item> items = STATEMENTS.stream()
                .map(id -> new Item.Rating(id, TEXTS.text("statement." + id), false, agreement, true));
        return new Questionnaire(
                "1.0.0", List.of(new Questionnaire.Page("page", TEXTS.text("page"), items.toList())));
    }

    @Override
    public ScoringModel scoring() {
        List<ItemRef> items =
                STATEMENTS.stream().map(id -> new ItemRef(id, id.equals(REVERSED), 1)).toList();
        return new ScoringModel(List.of(
                new ScoringModel.Scale("room", TEXTS.text("scale.name"), TEXTS.text("scale.meaning"), items, 2)));
    }
}
