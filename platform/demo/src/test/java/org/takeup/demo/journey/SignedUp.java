package org.takeup.demo.journey;

import java.util.UUID;
import java.util.regex.Pattern;
import org.takeup.demo.Mail;
import org.takeup.demo.SharedDemo;

/** Organisations that sign up as people do: by the form and the link in the mail. */
final class SignedUp {
    private static final Pattern LINK = Pattern.compile("/sign-up/[A-Za-z0-9_-]{22}");

    private SignedUp() {}

    /** The page of somebody who has signed up and not confirmed yet. */
    static String link() {
        String email = "ann@" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        try (Window window = Window.wide()) {
            fill(window, "Orchard " + email.substring(4, 12), "orchard-" + email.substring(4, 12), email);
        }
        return mailedTo(email);
    }

    /** Fills the form in and sends it. */
    static void fill(Window window, String organisation, String slug, String email) {
        window.open("/sign-up");
        window.page().locator("#organisation").fill(organisation);
        window.page().locator("#slug").fill(slug);
        window.page().locator("#givenName").fill("Ann");
        window.page().locator("#familyName").fill("Orchard");
        window.page().locator("#email").fill(email);
        window.page().locator("#terms").check();
        window.button("Send me the link").click();
        window.page().waitForURL("**/sign-up-sent");
    }

    /** The link in the latest mail to this address. */
    static String mailedTo(String email) {
        Poll.until(
                "there is a mail to " + email,
                () -> SharedDemo.mails().mails().stream()
                        .anyMatch(mail -> mail.to().equals(email)));
        String text = SharedDemo.mails().mails().stream()
                .filter(mail -> mail.to().equals(email))
                .reduce((first, second) -> first.number() > second.number() ? first : second)
                .map(Mail::text)
                .orElseThrow();
        var found = LINK.matcher(text);
        if (!found.find()) {
            throw new AssertionError("There is no link in " + text);
        }
        return found.group();
    }
}
