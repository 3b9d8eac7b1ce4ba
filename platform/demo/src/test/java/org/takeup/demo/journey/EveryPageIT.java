package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.takeup.demo.SharedDemo;
import org.takeup.http.Route;

/** Looks at every page that the platform has: a page that is added and not looked at fails this test. */
class EveryPageIT {
    /** Routes of browsers that show nothing of their own. */
    private static final Set<String> NO_PAGES = Set.of(
            // They lead on to another page, or come back from Keycloak.
            "sign-in",
            "signed-in",
            "operator-sign-in",
            "operator-signed-in",
            "operator-door",
            "operator-home",
            "workspace-find",
            "my-survey",
            "sso-try",
            // What a try ends with: SsoSetupIT looks at it.
            "sso-tried",
            // What a page's script asks for.
            "inbox-events",
            "onboarding-progress",
            // Style sheets and files.
            "openapi",
            "tenant-schema",
            "questionnaire-schema",
            "theme",
            "workspace-theme",
            "logo",
            "message-file",
            // What stands in a frame of the page of a step's words, as mails do.
            "message-preview",
            "message-picture",
            "learning-problems",
            "focus-calendar",
            "calendar-feed",
            "step-link",
            "step-seen",
            "focus-themes-csv",
            "focus-quotes-csv",
            "survey-report-pdf",
            "programme-pdf",
            "pilot-pdf",
            "shared-report-pdf",
            "survey-results-csv");

    @Test
    void everyPageLooksRightAtEveryWidth() {
        List<Sight> sights = Sights.all();
        assertEquals(pages(), sights.stream().map(Sight::route).collect(Collectors.toSet()));
        List<String> wrong = new ArrayList<>();
        for (Reader reader : Reader.values()) {
            try (Window window = reader.window()) {
                sights.stream()
                        .filter(sight -> sight.reader() == reader)
                        .forEach(sight -> wrong.addAll(sight.look(window)));
                wrong.addAll(window.complaints());
            }
        }
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }

    private static Set<String> pages() {
        Set<String> pages = SharedDemo.routes().stream()
                .filter(route ->
                        route.style() == Route.Style.PAGE && route.method().equals(HttpMethod.GET))
                .map(Route::id)
                .collect(Collectors.toCollection(HashSet::new));
        pages.removeAll(NO_PAGES);
        return pages;
    }
}
