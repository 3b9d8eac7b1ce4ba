package org.takeup.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.app.Platform;

/**
 * Gives both sample organisations a past of some months: people, learning, a survey, a plan that is under way. It is made
 * once, in an empty store, with the demo's clock set back; the clock only ever goes forward from there to now.
 */
final class Seeding {
    private static final Logger LOG = LoggerFactory.getLogger(Seeding.class);
    private static final LocalTime MORNING = LocalTime.of(9, 30);
    private static final Duration SURVEY_BEFORE_PLAN = Duration.ofDays(24);
    /** What was handed over this recently is still to be said, so that there is something to do. */
    private static final Duration STILL_TO_SAY = Duration.ofDays(14);

    private static final Duration SURVEY_LASTS = Duration.ofDays(14);

    private final DemoClock clock;
    private final Terminal terminal;
    private final LocalDate today;

    Seeding(DemoClock clock, Terminal terminal, LocalDate today) {
        this.clock = clock;
        this.terminal = terminal;
        this.today = today;
    }

    /** Sets the clock back to where the past begins; before the platform starts. */
    void goBack() {
        clock.set(morning(planStart().minusDays(SURVEY_BEFORE_PLAN.toDays())));
    }

    /**
     * Makes the past and comes back to the present. A part that fails is said on the terminal and ends it; the demo works
     * without.
     *
     * @param learning the folder with both organisations' learning data
     * @return whether the whole past is made
     */
    boolean run(Platform platform, URI platformUrl, Path learning) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<SampleWorkspace> samples = Stream.of(Company.values())
                    .map(company -> new SampleWorkspace(platform, company, http, platformUrl))
                    .toList();
            past(samples, learning);
            clock.reset();
            both(samples, sample -> sample.importLearning(data(learning, sample)));
            terminal.step("Learning data up to last week is imported");
            both(samples, sample -> {
                sample.openSecondWave();
                sample.publishQuestionnaire();
            });
            terminal.step("Sample data is in: people, learning, a survey, a plan, another survey that waits");
            return true;
        } catch (RuntimeException e) {
            LOG.error("The sample data is not complete", e);
            terminal.step("The sample data is not complete; the rest works, and the next start makes it anew. Reason: "
                    + e.getMessage());
            return false;
        } finally {
            clock.reset();
        }
    }

    private void past(List<SampleWorkspace> samples, Path learning) {
        both(samples, sample -> sample.importLearning(data(learning, sample)));
        terminal.step("Sample people and learning data are imported");
        Instant closes = clock.instant().plus(SURVEY_LASTS);
        both(samples, sample -> sample.answerFirstWave(closes));
        clock.set(closes.minusSeconds(3600));
        both(samples, SampleWorkspace::closeFirstWave);
        terminal.step("A first survey is answered");
        both(samples, SampleWorkspace::mapStakeholders);
        Map<SampleWorkspace, String> plans = new HashMap<>();
        samples.forEach(sample -> plans.put(sample, sample.approvePlan(planStart())));
        var days = new TreeSet<LocalDate>();
        plans.forEach((sample, plan) -> days.addAll(sample.daysOf(plan, today.minusDays(1))));
        LocalDate lastSaid = today.minusDays(STILL_TO_SAY.toDays());
        for (LocalDate day : days) {
            clock.set(morning(day));
            if (day.isBefore(lastSaid)) {
                both(samples, SampleWorkspace::sayWhatIsHandedOver);
            }
            both(samples, sample -> sample.send(plans.getOrDefault(sample, "")));
        }
        terminal.step("A plan is approved, its first steps are sent, and most of what is to be said is said");
    }

    private static Path data(Path learning, SampleWorkspace sample) {
        return learning.resolve(sample.company().alias() + "-oneroster.zip");
    }

    private LocalDate planStart() {
        return today.minusWeeks((long) LearningHistory.WEEKS - LearningHistory.PLAN_STARTS);
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(MORNING).toInstant(ZoneOffset.UTC);
    }

    /** Does the same in both organisations at the same time. */
    private static void both(List<SampleWorkspace> samples, Consumer<SampleWorkspace> part) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> parts = samples.stream()
                    .map(sample -> threads.submit(() -> part.accept(sample)))
                    .toList();
            for (Future<?> each : parts) {
                each.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sample data was made.", e);
        }
    }
}
