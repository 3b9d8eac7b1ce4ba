package org.takeup.onboarding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.delivery.Mail;
import org.takeup.delivery.PlatformMail;
import org.takeup.language.LocalWords;
import org.takeup.store.JobRunner.Later;

/** Sends each onboarding the mail of its state: to confirm, that it is ready, that it did not work. Thread-safe; blocks. */
final class Letters {
    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);

    private final OnboardingStore store;
    private final PlatformMail mail;
    private final UnaryOperator<String> page;
    private final UnaryOperator<String> workspace;
    private final Supplier<Instant> now;

    /** @param page the address of an onboarding's page by its secret @param workspace a workspace's by its slug */
    Letters(
            OnboardingStore store,
            PlatformMail mail,
            UnaryOperator<String> page,
            UnaryOperator<String> workspace,
            Supplier<Instant> now) {
        this.store = store;
        this.mail = mail;
        this.page = page;
        this.workspace = workspace;
        this.now = now;
    }

    /** Sends what is due to this onboarding, if anything is. */
    void send(String id) throws Later, InterruptedException {
        Onboarding onboarding = store.find(id).orElse(null);
        if (onboarding == null || onboarding.mailed() || !onboarding.rests()) {
            return;
        }
        Instant since = onboarding.ended().orElse(onboarding.asked());
        try {
            mail.send(onboarding.wish().email(), letter(onboarding), messageId(onboarding, since));
            store.mailed(id, onboarding.state());
        } catch (PlatformMail.NotSent e) {
            String reason = String.valueOf(e.getMessage());
            store.notMailed(id, reason);
            if (e.worthAnotherTry() && since.plus(GIVE_UP_AFTER).isAfter(now.get())) {
                Duration age = Duration.between(since, now.get());
                throw new Later(reason, age.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : PAUSE);
            }
            LOG.warn("The mail of onboarding {} cannot be sent", id);
        }
    }

    private static String messageId(Onboarding onboarding, Instant since) {
        return String.join(
                ".",
                onboarding.id(),
                onboarding.state().name().toLowerCase(Locale.ROOT),
                String.valueOf(since.toEpochMilli()));
    }

    private Mail letter(Onboarding onboarding) {
        Wish wish = onboarding.wish();
        LocalWords words = Onboardings.WORDS.in(wish.language());
        String kind = "mail."
                + (onboarding.state() == Onboarding.State.FAILED && onboarding.byFile()
                        ? "file"
                        : onboarding.state().name().toLowerCase(Locale.ROOT));
        Map<String, String> places = Map.of(
                "name", wish.givenName(),
                "organisation", wish.organisation(),
                "page", page.apply(store.secret(onboarding.id())),
                "workspace", workspace.apply(wish.slug()));
        return new Mail(
                words.say(kind + ".subject", places),
                String.join(
                        "\n\n",
                        List.of(
                                words.say("mail.hello", places),
                                words.say(kind + ".text", places),
                                words.say(kind + ".page", places),
                                words.say(kind + ".end", places),
                                words.say("mail.from", places))));
    }
}
