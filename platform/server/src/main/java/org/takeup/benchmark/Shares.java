package org.takeup.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.takeup.benchmark.Contribution.Sum;
import org.takeup.survey.Surveys;
import org.takeup.survey.WaveResults;
import org.takeup.survey.scoring.ScaleResult;
import org.takeup.tenant.Workspace;

/** What a workspace's surveys come to as shares. Uses released figures only, so no group below its threshold is shared. */
final class Shares {
    private final Surveys surveys;

    Shares(Surveys surveys) {
        this.surveys = surveys;
    }

    /** The newest results of an instrument that show anything, behind any number of surveys, if they are not too old. */
    Optional<WaveResults> newest(Workspace workspace, String plugin, Instant now) {
        Instant oldest = now.minus(Duration.ofDays(Budget.OLDEST_DAYS));
        return surveys.outcomes().newestOf(workspace, plugin, oldest);
    }

    /** Those results as a share; empty if one of the scales is not released. */
    static Optional<OptInStore.Share> share(WaveResults results) {
        var sums = new ArrayList<Sum>();
        for (ScaleResult scale : main(results)) {
            if (scale.total().isEmpty()) {
                return Optional.empty();
            }
            long n = scale.total().get().n();
            // Exact but for less than a quarter of a point, which the sensitivity pays for.
            long sum = Math.round(n * scale.total().get().mean());
            sums.add(new Sum(scale.scale().id(), n, Math.clamp(sum, 0L, 100 * n)));
        }
        return sums.stream()
                .map(Sum::n)
                .min(Comparator.naturalOrder())
                .map(n -> new OptInStore.Share(
                        Key.of(results.wave().instrument()), results.wave().id(), n, sums));
    }

    /** The scales that are compared: those at first sight, the overall one first, if there is one. */
    static List<ScaleResult> main(WaveResults results) {
        return results.figures().scales().stream()
                .filter(scale -> scale.scale().within().isEmpty())
                .sorted(Comparator.comparing(scale -> !scale.scale().index()))
                .toList();
    }
}
