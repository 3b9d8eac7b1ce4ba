package org.takeup.plugin.plan.stakeholder;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.plan.drafting.Circle;
import org.takeup.plugin.plan.drafting.Words;

/** What the survey's signals change in a plan. A signal that is not known here changes nothing. */
final class Evidence {
    private static final String ENGAGEMENT = "weak:engagement";
    private static final int FIRST = -1;
    private static final int LONGEST_MESSAGE = 160;

    /** The message that a weak strand adds, and the circles that get it. */
    private static final Map<String, Extra> EXTRAS = Map.of(
            "weak:defining-need", new Extra(Message.NEED, List.of(Circle.LEADERS, Circle.MANAGERS)),
            "weak:demonstrating-value", new Extra(Message.STORY, List.of(Circle.LEARNERS, Circle.LEADERS)),
            "weak:work-context", new Extra(Message.MANAGER_TIME, List.of(Circle.MANAGERS)));

    private final List<Signal> signals;

    record Extra(Message message, List<Circle> circles) {}

    Evidence(List<Signal> signals) {
        this.signals = signals;
    }

    /** Messages that the signals add for this circle, most important first. */
    List<Message> extrasFor(Circle circle) {
        return signals.stream()
                .map(signal -> EXTRAS.get(signal.id()))
                .filter(extra -> extra != null && extra.circles.contains(circle))
                .map(Extra::message)
                .distinct()
                .toList();
    }

    /** When a message is due, in percent of the programme; below 0 is before all others. Weak engagement puts line managers before everybody else. */
    int due(Message message) {
        return message == Message.MANAGER_BRIEF && weakEngagement().isPresent() ? FIRST : message.due();
    }

    /** Why the signals ask for this message, or nothing if they do not. */
    Optional<String> reason(Message message) {
        Optional<Signal> asking = message == Message.MANAGER_BRIEF
                ? weakEngagement()
                : signals.stream()
                        .filter(signal -> Optional.ofNullable(EXTRAS.get(signal.id()))
                                .filter(extra -> extra.message == message)
                                .isPresent())
                        .findFirst();
        return asking.map(
                signal -> StakeholderPlan.WORDS.draft("because." + message.key(), Map.of("signal", sentence(signal))));
    }

    private Optional<Signal> weakEngagement() {
        return signals.stream().filter(signal -> signal.id().equals(ENGAGEMENT)).findFirst();
    }

    private static String sentence(Signal signal) {
        String said = Words.oneLine(signal.message().in(Locale.ENGLISH), LONGEST_MESSAGE);
        return said.endsWith(".") || said.endsWith("…") ? said : said + ".";
    }
}
