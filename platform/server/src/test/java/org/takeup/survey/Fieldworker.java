package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Workspace;

/**
 * Carries surveys out: invites their people, has them answer, closes, and waits until each is done.
 *
 * @param passes told of a little time whenever something is waited for; for clocks that stand still
 */
record Fieldworker(TestPlatform platform, Consumer<Duration> passes) {
    /** Where time goes by. */
    static Fieldworker on(TestPlatform platform) {
        return new Fieldworker(platform, ignored -> {});
    }

    static Fieldworker on(TestPlatform platform, StillClock clock) {
        return new Fieldworker(platform, clock::pass);
    }

    /** Ids of those who are on the roll. */
    static Set<String> roll(Workspace workspace, String wave) {
        try (var all = new RollStore(workspace, wave).all()) {
            return all.collect(Collectors.toSet());
        }
    }

    /** The run that invites, or has invited. */
    static Optional<Course.Inviting> inviting(Workspace workspace, String wave) {
        return new CourseStore(workspace).of(wave).flatMap(Course::inviting);
    }

    /** Presses the button. @return who is on the roll once everybody is invited */
    Set<String> invite(Planner planner, String wave) {
        planner.press(wave, "/invitations");
        return invited(planner.workspace(), wave);
    }

    /** Waits until the run that invites is done. @return who is on the roll by then */
    Set<String> invited(Workspace workspace, String wave) {
        Eventually.holds("inviting is done", Samples.SOON, () -> {
            passes.accept(Duration.ofMillis(20));
            return inviting(workspace, wave)
                    .filter(each -> each.state() == Course.Inviting.State.DONE)
                    .isPresent();
        });
        return roll(workspace, wave);
    }

    /** Each of these answers by the link of their mail. */
    void answers(Workspace workspace, Wave wave, List<String> people) {
        people.forEach(person -> answer(platform, workspace, wave, person));
    }

    /** Somebody answers by the link of their mail. */
    static void answer(TestPlatform platform, Workspace workspace, Wave wave, String person) {
        Visitor phone = platform.stranger();
        String link = Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, person);
        String address = link;
        if (wave.privacy().isAnonymous()) {
            String slip = AnonymousPagesIT.slip(phone.get(link).body());
            address = phone.post(link, "slip=" + slip)
                    .headers()
                    .firstValue("location")
                    .orElseThrow();
        }
        assertEquals(303, phone.post(address + "/1", "a.mood=3&a.time=2").statusCode());
        assertEquals(303, phone.post(address + "/2", "").statusCode());
    }

    /** Closes by the page and waits until the answers are separated. */
    void close(Workspace workspace, Wave wave) {
        new Planner(platform, workspace).press(wave.id(), "/close");
        Eventually.holds("the wave is separated", Samples.SOON, () -> {
            passes.accept(Duration.ofSeconds(3));
            return Samples.stored(workspace, wave).state() == Wave.State.SEPARATED;
        });
    }
}
