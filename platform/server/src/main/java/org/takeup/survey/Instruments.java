package org.takeup.survey;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.http.Problem;
import org.takeup.plugin.Offered;
import org.takeup.plugin.PluginFailed;
import org.takeup.plugin.PluginMissing;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.questionnaire.Offer;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.Questionnaires;
import org.takeup.tenant.Workspace;

/**
 * What can be asked with: instruments of plugins, and the workspace's own published questionnaires. Both are named in the same
 * place, where an own one's name begins with {@link #OWN}, which no plugin's id can. Thread-safe.
 */
final class Instruments {
    /** How the names of own questionnaires begin; their id follows. */
    static final String OWN = "own:";

    private final Plugins plugins;
    private final Questionnaires questionnaires;

    Instruments(Plugins plugins, Questionnaires questionnaires) {
        this.plugins = plugins;
        this.questionnaires = questionnaires;
    }

    /** What an instrument says at this moment. @param version of its plugin, or the number of the published version */
    record Said(String version, InstrumentView.Whole whole) {}

    static boolean isOwn(String plugin) {
        return plugin.startsWith(OWN);
    }

    /** Those that can be asked here, plugins' first. One whose plugin does not answer is left out. */
    List<InstrumentOffer> offers(Workspace workspace) {
        return Stream.concat(
                        plugins.offered(workspace, SurveyInstrument.class).stream()
                                .flatMap(offered -> offer(offered).stream()),
                        questionnaires.offers(workspace).stream().map(Instruments::offer))
                .toList();
    }

    private static Optional<InstrumentOffer> offer(Offered<SurveyInstrument> offered) {
        try {
            InstrumentProfile profile = offered.call(SurveyInstrument::profile);
            return Optional.of(new InstrumentOffer(offered.plugin(), offered.version(), profile, Set.of()));
        } catch (PluginFailed | PluginMissing e) {
            // The plugins page tells the admin; here the others must stay usable.
            return Optional.empty();
        }
    }

    private static InstrumentOffer offer(Offer own) {
        return new InstrumentOffer(
                OWN + own.id(),
                String.valueOf(own.number()),
                new InstrumentProfile(OWN + own.id(), own.title(), own.purpose(), own.minutes(), own.smallestGroup()),
                own.uses());
    }

    /**
     * All that it says, by one version of it.
     *
     * @throws PluginMissing if there is no such instrument here
     * @throws Problem if it cannot be asked at all
     */
    Said require(Workspace workspace, String plugin) {
        Said said = isOwn(plugin) ? own(workspace, plugin) : ofPlugin(workspace, plugin);
        SnapshotRules.check(said.whole().snapshot());
        return said;
    }

    private Said ofPlugin(Workspace workspace, String plugin) {
        var answered =
                plugins.require(workspace, SurveyInstrument.class, plugin).ask(Instruments::whole);
        return new Said(answered.version(), answered.value());
    }

    private static InstrumentView.Whole whole(SurveyInstrument each) {
        Optional<InstrumentGuide> guide = each.guide();
        return new InstrumentView.Whole(
                each.profile(),
                new Snapshot(each.questionnaire(), each.scoring(), guide.map(InstrumentGuide::reading)),
                guide,
                Set.of());
    }

    private Said own(Workspace workspace, String plugin) {
        OwnQuestionnaire own = questionnaires
                .published(workspace, plugin.substring(OWN.length()))
                .orElseThrow(() -> new Problem(
                        409,
                        "questionnaire-missing",
                        "There is no such published questionnaire in this workspace.",
                        "Publish it, or choose another instrument."));
        return new Said(own.asked().version().replaceFirst("\\..*", ""), whole(plugin, own));
    }

    /** An own questionnaire as an instrument. */
    static InstrumentView.Whole whole(String plugin, OwnQuestionnaire own) {
        Optional<InstrumentGuide> guide = own.instrumentGuide();
        return new InstrumentView.Whole(
                new InstrumentProfile(plugin, own.title(), own.purpose(), own.minutes(), own.smallestGroup()),
                new Snapshot(own.asked(), own.scoring(), guide.map(InstrumentGuide::reading)),
                guide,
                own.uses());
    }
}
