package org.takeup.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.tenant.Workspace;

/** Where people really land after a sign-in that a stranger's link has begun. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReturnPathIT {
    private final StubProvider provider = StubProvider.start();
    private TestPlatform platform;
    private Workspace acme;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(provider::addTo, Clock.systemUTC());
        acme = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
    }

    @AfterAll
    void stop() {
        platform.close();
        provider.close();
    }

    /**
     * Somebody at one of the places where people sign in.
     *
     * @param base before the place's own paths
     */
    record Visit(Browser browser, String base, Map<String, Object> person) {
        @Override
        public String toString() {
            return browser.origin() + base;
        }
    }

    private Stream<Visit> everywhere() {
        String slug = acme.tenant().slug();
        Map<String, Object> ann = StubProvider.person("ann", slug);
        Map<String, Object> operator = Map.of("sub", "olivia", "name", "Olivia", "roles", List.of("operator"));
        return Stream.of(
                new Visit(new Browser(platform), "/w/" + slug, ann),
                new Visit(Browser.onOwnHost(platform, acme), "", ann),
                new Visit(new Browser(platform), "/operator", operator));
    }

    @Attack(
            value = "fifty return paths that lead elsewhere, for somebody who is signed in",
            kind = Kind.OPEN_REDIRECT,
            threats = "S5",
            at = "/sign-in?to= by path, on the own host, at the console",
            onePlacement = "a path is judged by its letters; nothing of a tenant is read")
    @ParameterizedTest
    @MethodSource("everywhere")
    void whoIsSignedInAlreadyStaysInThePlace(Visit visit) {
        visit.browser().signIn(provider, visit.base(), visit.person());
        for (String asked : ReturnPaths.leadingElsewhere()) {
            landsInPlace(visit, asked, visit.browser().get(signIn(visit, asked)));
        }
    }

    @Attack(
            value = "fifty return paths that lead elsewhere, through a whole sign-in",
            kind = Kind.OPEN_REDIRECT,
            threats = "S5",
            at = "/sign-in?to=, /signed-in by path, on the own host, at the console",
            onePlacement = "a path is judged by its letters; nothing of a tenant is read")
    @ParameterizedTest
    @MethodSource("everywhere")
    void whoSignsInStaysInThePlace(Visit visit) {
        for (String asked : ReturnPaths.leadingElsewhere()) {
            visit.browser().cookies().clear();
            String back = provider.authorize(visit.browser().leaveFor(signIn(visit, asked)), visit.person());
            landsInPlace(visit, asked, visit.browser().get(visit.base() + "/signed-in" + back));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void anHonestPathIsKept(Visit visit) {
        for (String asked : ReturnPaths.honest()) {
            visit.browser().cookies().clear();
            String back = provider.authorize(visit.browser().leaveFor(signIn(visit, asked)), visit.person());
            HttpResponse<String> answer = visit.browser().get(visit.base() + "/signed-in" + back);
            assertEquals(visit.base() + asked, Browser.location(answer));
            assertEquals(visit.base() + asked, Browser.location(visit.browser().get(signIn(visit, asked))));
        }
    }

    private static String signIn(Visit visit, String to) {
        return visit.base() + "/sign-in?to=" + Browser.encode(to);
    }

    private static void landsInPlace(Visit visit, String asked, HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), asked);
        URI landing = landing(answer);
        assertEquals(visit.browser().origin().getScheme(), landing.getScheme(), asked);
        assertEquals(visit.browser().origin().getRawAuthority(), landing.getRawAuthority(), asked);
        assertTrue(landing.getRawPath().startsWith(visit.base() + "/"), () -> asked + " leads to " + landing);
    }

    /** As a browser resolves it, to which an encoded dot is a dot. What is no address by RFC 3986 fails here. */
    private static URI landing(HttpResponse<String> answer) {
        String location = Browser.location(answer).replaceAll("(?i)%2e", ".");
        return answer.uri().resolve(URI.create(location)).normalize();
    }
}
