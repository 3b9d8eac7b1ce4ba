package org.takeup.survey;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.PluginFailed;
import org.takeup.plugin.PluginMissing;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.survey.scoring.Gaps;
import org.takeup.survey.scoring.LeftOut;
import org.takeup.survey.scoring.Tally;
import org.takeup.survey.statistics.Interval;
import org.takeup.tenant.Workspace;

/** Counts separated waves. What was counted never changes, so it is kept. Thread-safe. */
final class Results {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);
    private static final int MOST = 200;

    private final Waves waves;
    private final Comparisons comparisons;
    private final Plugins plugins;
    private final ConcurrentHashMap<Key, Tally.Released> counted = new ConcurrentHashMap<>();

    Results(Waves waves, Plugins plugins) {
        this.waves = waves;
        this.comparisons = new Comparisons();
        this.plugins = plugins;
    }

    /** @throws ResultsNotYet unless the wave is separated */
    WaveResults.Compared compared(
            Workspace workspace, String waveId, Optional<String> since, Optional<String> outcome) {
        WaveResults results = of(workspace, waveId);
        return new WaveResults.Compared(
                results,
                comparisons.earlier(workspace, results.wave()),
                comparisons.since(
                        workspace, results, since, wave -> figures(workspace, waves.find(workspace, wave.id()))),
                outcome,
                Optional.empty());
    }

    private record Key(String tenant, String wave) {}

    /**
     * @throws ResultsNotYet unless the wave is separated
     * @throws PilotOnly if it is a pilot
     */
    WaveResults of(Workspace workspace, String waveId) {
        return of(workspace, waves.find(workspace, waveId));
    }

    /**
     * Asks the instrument about a wave that was just separated, while its plugin is there. One that does not answer is asked
     * again when somebody looks at the results.
     */
    void keep(Workspace workspace, String waveId) {
        of(workspace, waves.reread(workspace, waveId));
    }

    private WaveResults of(Workspace workspace, Waves.Known known) {
        refusePilot(known);
        if (known.wave().state() != Wave.State.SEPARATED) {
            throw new ResultsNotYet(known.wave().state());
        }
        Tally.Released figures = figures(workspace, known);
        return new WaveResults(
                known.wave(),
                figures,
                signals(workspace, known.wave(), figures),
                known.snapshot().reading(),
                new ShownStore(workspace).of(known.wave().id()));
    }

    /** Also where a wave is only looked at beside another one. */
    private static void refusePilot(Waves.Known known) {
        if (known.wave().fieldwork().pilot()) {
            throw new PilotOnly();
        }
    }

    private Tally.Released figures(Workspace workspace, Waves.Known known) {
        refusePilot(known);
        var key = new Key(workspace.tenant().id(), known.wave().id());
        Tally.Released kept = counted.get(key);
        if (kept != null) {
            return kept;
        }
        Tally.Released fresh = count(workspace, known);
        if (counted.size() >= MOST) {
            counted.clear();
        }
        counted.put(key, fresh);
        return fresh;
    }

    private static Tally.Released count(Workspace workspace, Waves.Known known) {
        int smallest = known.wave().privacy().smallestGroup();
        var gaps = new Gaps(known.snapshot().scoring(), smallest);
        var tally = new Tally(known.snapshot().questionnaire(), known.snapshot().scoring());
        var ballots = new BallotStore(workspace, known.wave().id());
        if (new ShownStore(workspace).of(known.wave().id()) == FewApart.Shown.NOTHING) {
            return tally.released(smallest, Optional.empty(), gaps.leftOut());
        }
        ballots.eachSeparated(ballot -> {
            gaps.add(ballot.unit(), ballot.answers());
            tally.add(ballot.unit(), ballot.answers());
        });
        LeftOut leftOut = gaps.leftOut();
        return (leftOut.countsAll() ? tally : countAgain(known, ballots, leftOut))
                .released(
                        smallest, new ShownStore(workspace).unseen(known.wave().id()), leftOut);
    }

    /** Without what too few people left in part: rare in a large wave, and a small one is read twice in no time. */
    private static Tally countAgain(Waves.Known known, BallotStore ballots, LeftOut leftOut) {
        var tally = new Tally(known.snapshot().questionnaire(), known.snapshot().scoring());
        ballots.eachSeparated(ballot -> tally.add(ballot.unit(), leftOut.counted(ballot.unit(), ballot.answers())));
        return tally;
    }

    /** Asks the instrument once and keeps what it said, so that results stay readable without the plugin. */
    private List<Signal> signals(Workspace workspace, Wave wave, Tally.Released figures) {
        var store = new SignalStore(workspace);
        return store.of(wave.id()).orElseGet(() -> {
            Optional<List<Signal>> said = ask(workspace, wave, figures);
            said.ifPresent(signals -> store.keep(wave.id(), signals));
            return said.orElse(List.of());
        });
    }

    private Optional<List<Signal>> ask(Workspace workspace, Wave wave, Tally.Released figures) {
        if (Instruments.isOwn(wave.instrument().plugin())) {
            // No code stands behind it that could say more than the figures.
            return Optional.of(List.of());
        }
        List<ReleasedScore> scores = scores(figures);
        try {
            return Optional.of(plugins.require(
                            workspace, SurveyInstrument.class, wave.instrument().plugin())
                    .call(instrument -> instrument.signals(scores)));
        } catch (PluginMissing e) {
            // Results stay readable without the plugin; it is asked when it is back.
            return Optional.empty();
        } catch (PluginFailed e) {
            LOG.warn("No signals for wave {}: {}", wave.id(), e.getMessage());
            return Optional.empty();
        }
    }

    static List<ReleasedScore> scores(Tally.Released figures) {
        return figures.scales().stream()
                .flatMap(scale -> scale.total().stream().map(score -> {
                    Interval shown = score.interval()
                            .orElse(new Interval(score.mean(), score.mean()))
                            .clipped();
                    return new ReleasedScore(
                            scale.scale().id(), Math.toIntExact(score.n()), score.mean(), shown.low(), shown.high());
                }))
                .toList();
    }
}
