package org.takeup.plugin.plan.stakeholder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.plan.drafting.Words;

/** What the survey's signals change in a plan. A signal that is not known here changes nothing. */
final class Evidence {
    private static final String ENGAGEMENT = "weak:engagement";
    private static final int FIRST = -1;
    private static final int LONGEST_MESSAGE = 160;

    /** The message that a weak strand adds, and the circles that get it. */
    private static final Map<String, Extra> EXTRAS = Map.of(
            "weak:defining-need", new Extra(Play.NEED, List.of(Circle.LEADERS, Circle.MANAGERS)),
            "weak:demonstrating-value", new Extra(Play.STORY, List.of(Circle.LEARNERS, Circle.LEADERS)),
            "weak:work-context", new Extra(Play.MANAGER_TIME, List.of(Circle.MANAGERS)));

    private final List<Signal> signals;

    record Extra(Play play, List<Circle> circles) {}

    Evidence(List<Signal> signals) {
        this.signals = signals;
    }

    /** Plays that the signals add for this circle, most important first. */
    List<Play> extrasFor(Circle circle) {
        return signals.stream()
                .map(signal -> EXTRAS.get(signal.id()))
                .filter(extra -> extra != null && extra.circles.contains(circle))
                .map(Extra::play)
                .distinct()
                .toList();
    }

    /** When a play is due, in percent of the programme; below 0 is before all others. Weak engagement puts line managers before everybody else. */
    int due(Play play) {
        return play == Play.MANAGER_BRIEF && weakEngagement().isPresent() ? FIRST : play.due();
    }

    /** Why the signals ask for this play, or nothing if they do not. */
    Optional<String> reason(Play play) {
        Optional<Signal> asking = play == Play.MANAGER_BRIEF
                ? weakEngagement()
                : signals.stream()
                        .filter(signal -> Optional.ofNullable(EXTRAS.get(signal.id()))
                                .filter(extra -> extra.play == play)
                                .isPresent())
                        .findFirst();
        return asking.map(
                signal -> StakeholderPlan.WORDS.draft("because." + play.key(), Map.of("signal", sentence(signal))));
    }

    private Optional<Signal> weakEngagement() {
        return signals.stream().filter(signal -> signal.id().equals(ENGAGEMENT)).findFirst();
    }

    private static String sentence(Signal signal) {
        String said = Words.oneLine(signal.message().in(Locale.ENGLISH), LONGEST_MESSAGE);
        return said.endsWith(".") || said.endsWith("…") ? said : said + ".";
    }
}
