package org.takeup.questionnaire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.takeup.http.Problem;
import org.takeup.plugin.Offered;
import org.takeup.plugin.PluginFailed;
import org.takeup.plugin.PluginMissing;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.questionnaire.format.QuestionnaireWriter;
import org.takeup.tenant.Workspace;

/** Own questionnaires that begin as a copy of what an instrument of a plugin asks. */
final class Copies {
    private final Plugins plugins;

    Copies(Plugins plugins) {
        this.plugins = plugins;
    }

    /** An instrument to copy. */
    record Original(String plugin, LocalizedText name) {}

    private record Said(
            InstrumentProfile profile, Questionnaire asked, ScoringModel scoring, Optional<InstrumentGuide> guide) {}

    /** What can be copied. An instrument whose plugin does not answer is left out. */
    List<Original> originals(Workspace workspace) {
        return plugins.offered(workspace, SurveyInstrument.class).stream()
                .flatMap(offered -> original(offered).stream())
                .toList();
    }

    private static Optional<Original> original(Offered<SurveyInstrument> offered) {
        try {
            return Optional.of(new Original(
                    offered.plugin(), offered.call(SurveyInstrument::profile).name()));
        } catch (PluginFailed | PluginMissing e) {
            // The plugins page tells the admin; here the others must stay usable.
            return Optional.empty();
        }
    }

    /**
     * A copy, in the languages that all of it is written in, the workspace's own first.
     *
     * @throws PluginMissing if there is no such instrument here
     * @throws Problem 422 if it has what an own questionnaire cannot have
     */
    OwnQuestionnaire copy(Workspace workspace, String plugin) {
        Said said = plugins.require(workspace, SurveyInstrument.class, plugin)
                .call(each -> new Said(each.profile(), each.questionnaire(), each.scoring(), each.guide()));
        var whole = new OwnQuestionnaire(
                said.profile().name(),
                said.profile().purpose(),
                said.profile().minutes(),
                Math.max(3, said.profile().smallestGroup()),
                List.of("en"),
                said.guide()
                        .map(guide -> new OwnQuestionnaire.Guide(
                                guide.audience(), guide.scoring(), guide.reading(), guide.weeksBetween())),
                distinct(said.asked()),
                rounded(said.scoring()));
        OwnQuestionnaire copy = Retold.in(languages(whole, workspace.settings().language()), whole);
        return FileText.read(QuestionnaireWriter.yaml(copy));
    }

    /** A page may have the id of a question there, and not here. */
    private static Questionnaire distinct(Questionnaire asked) {
        Set<String> taken = new TreeSet<>();
        asked.items().forEach(item -> taken.add(item.id()));
        List<Questionnaire.Page> pages = new ArrayList<>();
        for (Questionnaire.Page page : asked.pages()) {
            String id = taken.contains(page.id()) ? Ids.fresh(taken, "page " + page.id(), "page") : page.id();
            taken.add(id);
            pages.add(new Questionnaire.Page(id, page.title(), page.items()));
        }
        return new Questionnaire(OwnQuestionnaire.DRAFT, pages, asked.shownIf());
    }

    private static List<String> languages(OwnQuestionnaire own, Locale first) {
        Set<String> common = new TreeSet<>(own.title().byLanguage().keySet());
        Placed.all(own)
                .forEach(each -> common.retainAll(each.text().byLanguage().keySet()));
        if (common.isEmpty()) {
            common.addAll(own.title().byLanguage().keySet());
        }
        return startingWith(first, List.copyOf(common));
    }

    /** The same tags, that of this language first; if it is not among them its base language, else English, if these are. */
    static List<String> startingWith(Locale language, List<String> tags) {
        String tag = Stream.of(language.toLanguageTag(), language.getLanguage(), "en")
                .filter(tags::contains)
                .findFirst()
                .orElse(tags.getFirst());
        return Stream.concat(Stream.of(tag), tags.stream().filter(each -> !each.equals(tag)))
                .toList();
    }

    /** Weights as a file can write them. */
    private static ScoringModel rounded(ScoringModel scoring) {
        return new ScoringModel(scoring.scales().stream()
                .map(scale -> new ScoringModel.Scale(
                        scale.id(),
                        scale.name(),
                        scale.meaning(),
                        scale.items().stream()
                                .map(ref -> new ScoringModel.ItemRef(
                                        ref.itemId(),
                                        ref.reverse(),
                                        BigDecimal.valueOf(ref.weight())
                                                .setScale(6, RoundingMode.HALF_EVEN)
                                                .doubleValue()))
                                .toList(),
                        scale.minAnswered(),
                        scale.index(),
                        scale.within(),
                        scale.range()))
                .toList());
    }

    /** By plugin, in one language. */
    Map<String, String> names(Workspace workspace, Locale language) {
        var names = new java.util.LinkedHashMap<String, String>();
        originals(workspace)
                .forEach(each -> names.put(each.plugin(), each.name().in(language)));
        return names;
    }
}
