package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.http.Languages;
import org.takeup.http.ShellWords;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** What is around every page, in the reader's language; and that every word of it is there in each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LanguagesIT {
    private static final Pattern ENTRY = Pattern.compile("<li><a href=\"/w/[^/]+(/[^\"]+)\"[^>]*>([^<]+)</a></li>");
    private static final Pattern NAVIGATION = Pattern.compile("(?s)<header class=\"bar\">.*?</header>");

    private TestPlatform platform;
    private Workspace workspace;
    private String base;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8), Tenant.Placement.POOLED);
        base = "/w/" + workspace.tenant().slug();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(platform.url().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return platform.send(request.build());
    }

    /** The navigation of everybody who has one, by path: all roles together see all of it. */
    private TreeMap<String, String> entries(String language) {
        var entries = new TreeMap<String, String>();
        for (Role role : Role.values()) {
            Visitor visitor = platform.signedIn(workspace, role);
            String page = visitor.get(base + "/?lang=" + language).body();
            var header = NAVIGATION.matcher(page);
            assertTrue(header.find(), page);
            ENTRY.matcher(header.group()).results().forEach(found -> entries.put(found.group(1), found.group(2)));
        }
        return entries;
    }

    private static TreeSet<String> keys(String language) throws java.io.IOException {
        var properties = new Properties();
        try (var in = Shell.class.getResourceAsStream("shell_" + language + ".properties")) {
            properties.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es"})
    void everyEntryOfTheNavigationIsTranslatedAndNoOther(String language) throws Exception {
        var expected = new TreeMap<String, String>();
        ShellWords words = Shell.in(Locale.forLanguageTag(language));
        for (String key : keys(language)) {
            if (key.startsWith("nav.")) {
                expected.put("/" + key.substring(4).replace('.', '/'), words.say(key));
            }
        }
        assertEquals(expected, entries(language));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es"})
    void noWordIsLeftInEnglish(String language) throws Exception {
        ShellWords english = Shell.in(Locale.ENGLISH);
        ShellWords other = Shell.in(Locale.forLanguageTag(language));
        // The same word in both languages.
        var same = language.equals("de")
                ? List.of("nav.plugins")
                : language.equals("fr") ? List.of("nav.plans") : List.of();
        var left = new TreeSet<String>();
        for (String key : keys("en")) {
            if (english.say(key).equals(other.say(key)) && !same.contains(key)) {
                left.add(key);
            }
        }
        assertEquals(new TreeSet<String>(), left);
    }

    @ParameterizedTest
    @CsvSource({"de,de", "'de-AT,en;q=0.5',de", "'pt,fr;q=0.8',fr", "'zz',en", "'',en", "'*;q=x',en", "'en,de',en"})
    void whoComesWithoutAWorkspaceIsSpokenToAsTheirBrowserAsks(String header, String language) {
        String page = get("/", "Accept-Language", header).body();
        assertTrue(page.contains("<html lang=\"" + language + "\" dir=\"ltr\""), page);
    }

    @Test
    void aChoiceIsRememberedAndKeepsTheRestOfTheAddress() {
        HttpResponse<String> chosen = get("/?workspace=a%26b&lang=de&lang=fr");
        assertTrue(chosen.body().contains("<html lang=\"de\""), chosen.body());
        assertTrue(chosen.body().contains("href=\"?workspace=a%26b&amp;lang=es\""), chosen.body());
        String cookie = chosen.headers().firstValue("set-cookie").orElseThrow();
        assertTrue(cookie.startsWith(Languages.COOKIE + "=de;"), cookie);
        String later = get("/", "Cookie", Languages.COOKIE + "=de", "Accept-Language", "fr")
                .body();
        assertTrue(later.contains("<html lang=\"de\""), later);
        assertTrue(get("/", "Cookie", Languages.COOKIE + "=de")
                .headers()
                .firstValue("set-cookie")
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xx", "", "de%22onload%3D", "../de"})
    void whatIsNoLanguageIsNotOne(String bad) {
        HttpResponse<String> answer = get("/?lang=" + bad);
        assertTrue(answer.body().contains("<html lang=\"en\""), answer.body());
        assertTrue(answer.headers().firstValue("set-cookie").isEmpty());
    }

    @Test
    void aPageThatSpeaksEnglishSaysSoAroundItsContent() {
        String people = platform.signedIn(workspace, Role.ADMIN)
                .get(base + "/people?lang=de")
                .body();
        assertTrue(people.contains("<html lang=\"de\"") && people.contains("tabindex=\"-1\" lang=\"en\""), people);
        String english = platform.signedIn(workspace, Role.ADMIN)
                .get(base + "/people?lang=en")
                .body();
        assertTrue(!english.contains("tabindex=\"-1\" lang="), english);
        String out = get(base + "/signed-out?lang=fr").body();
        assertTrue(!out.contains("tabindex=\"-1\" lang=") && out.contains("Vous êtes déconnecté"), out);
    }

    /** So that it can be turned round for a language that is written from right to left. */
    @Test
    void noRuleOfTheLookKnowsLeftOrRight() {
        String css = get("/static/takeup.css").body();
        List<String> sides = Arrays.stream(css.split("\n"))
                .filter(line -> Pattern.compile(
                                "(margin|padding|border)-(left|right)|[ ;{](left|right):|(text-align|float): *(left|right)")
                        .matcher(line)
                        .find())
                .toList();
        assertEquals(List.of(), sides);
    }
}
