package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** A planner with every figure of every survey, who adds and subtracts to learn what a few people have said. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubtractionIT {
    private static final int SMALLEST = 5;
    private static final Pattern UNIT = Pattern.compile("\\{\"unit\":\"([^\"]*)\",\"score\":\\{\"n\":(\\d+)");
    private static final Pattern TAKEN = Pattern.compile("\"started\":(\\d+),\"finished\":(\\d+)");

    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** A figure: whose answers it is made of. */
    record Figure(String name, Set<String> people) {}

    /**
     * Groups of 1 to fewer than the smallest group that sums and differences of up to three figures isolate: A - B,
     * A - B - C, A + B - C, where the result is the figure of a group.
     */
    static List<String> isolated(List<Figure> figures) {
        var found = new ArrayList<String>();
        int n = figures.size();
        for (int a = 0; a < n; a++) {
            report(found, figures, new int[] {a}, new int[] {1});
            for (int b = 0; b < n; b++) {
                if (a == b) {
                    continue;
                }
                report(found, figures, new int[] {a, b}, new int[] {1, -1});
                for (int c = 0; c < n; c++) {
                    if (c != a && c != b) {
                        report(found, figures, new int[] {a, b, c}, new int[] {1, -1, -1});
                        report(found, figures, new int[] {a, b, c}, new int[] {1, 1, -1});
                    }
                }
            }
        }
        return found;
    }

    private static void report(List<String> found, List<Figure> figures, int[] which, int[] signs) {
        var weight = new HashMap<String, Integer>();
        var name = new StringBuilder();
        for (int i = 0; i < which.length; i++) {
            int sign = signs[i];
            figures.get(which[i]).people().forEach(person -> weight.merge(person, sign, Integer::sum));
            name.append(sign > 0 ? " + " : " - ").append(figures.get(which[i]).name());
        }
        weight.values().removeIf(each -> each == 0);
        boolean group = weight.values().stream().allMatch(each -> each == 1);
        if (group && !weight.isEmpty() && weight.size() < SMALLEST) {
            found.add(name + " is " + weight.keySet());
        }
    }

    @Test
    void theGeneratorFindsWhatIsNotHidden() {
        var all = Set.of("a", "b", "c", "d", "e", "f", "g", "h");
        var five = Set.of("a", "b", "c", "d", "e");
        assertEquals(
                1,
                isolated(List.of(new Figure("all", all), new Figure("five", five)))
                        .size());
        assertEquals(1, isolated(List.of(new Figure("few", Set.of("a")))).size());
        var spring = new Figure("spring", five);
        var autumn = new Figure("autumn", Set.of("a", "b", "c", "d", "e", "newcomer"));
        assertEquals(List.of(" + autumn - spring is [newcomer]"), isolated(List.of(spring, autumn)));
        assertEquals(List.of(), isolated(List.of(spring)));
    }

    @Attack(
            value = "adding and subtracting the figures of one survey, over all pairs and triples of them",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/api/v1/waves/{wave}/results",
            onePlacement = "figures are made from what was read, wherever it lies")
    @Test
    void noPairAndNoTripleOfFiguresIsolatesAFew() {
        var random = new Random(11);
        int shown = 0;
        for (int round = 0; round < 6; round++) {
            Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
            var units = new HashMap<String, List<String>>();
            int invited = 0;
            for (String unit : List.of("Sales", "Works", "Desk", "Board")) {
                int size = 2 + random.nextInt(9);
                units.put(unit, Samples.people(workspace, 100 * (units.size() + 1), size, unit));
                invited += size;
            }
            var sizes = new HashMap<String, Long>();
            units.forEach((unit, people) -> sizes.put(unit, (long) people.size()));
            var mode = round % 2 == 0 ? Confidentiality.Mode.ANONYMOUS : Confidentiality.Mode.CONFIDENTIAL;
            List<String> named = CountedUnits.named(sizes, Set.of(), new Confidentiality(mode, SMALLEST));
            Wave wave = Samples.wave(workspace, mode, named.toArray(String[]::new));
            Samples.invite(platform, workspace, wave, invited);
            var finished = new HashMap<String, Set<String>>();
            units.forEach((unit, people) -> people.stream()
                    .filter(ignored -> random.nextInt(4) > 0)
                    .forEach(person -> {
                        Fieldworker.answer(platform, workspace, wave, person);
                        finished.computeIfAbsent(named.contains(unit) ? unit : "", ignored -> new HashSet<>())
                                .add(person);
                    }));
            Fieldworker.on(platform, clock).close(workspace, wave);
            List<Figure> figures = figures(workspace, wave, finished);
            shown += figures.size();
            assertEquals(List.of(), isolated(figures), "round " + round);
        }
        assertTrue(shown > 12, "there is something to subtract: " + shown);
    }

    /** What the planner reads, each with the people whose answers it is made of, found by its name and size. */
    private List<Figure> figures(Workspace workspace, Wave wave, Map<String, Set<String>> finished) {
        String json = platform.signedIn(workspace, Role.PLANNER)
                .get(Samples.base(workspace) + "/api/v1/waves/" + wave.id() + "/results")
                .body();
        var all = new HashSet<String>();
        finished.values().forEach(all::addAll);
        var figures = new ArrayList<Figure>();
        if (json.contains("\"mean\"")) {
            figures.add(new Figure("all", all));
        }
        var shown = new HashMap<String, Integer>();
        Matcher unit = UNIT.matcher(json);
        while (unit.find()) {
            shown.put(unit.group(1), Integer.parseInt(unit.group(2)));
        }
        var rest = new HashSet<>(all);
        shown.forEach((name, n) -> {
            Set<String> people = finished.getOrDefault(name, Set.of());
            if (!name.equals("All other units")) {
                assertEquals(people.size(), n, name + " in " + json);
                figures.add(new Figure(name, people));
                rest.removeAll(people);
            }
        });
        if (shown.containsKey("All other units")) {
            // Whoever is under no name that is shown; of an anonymous wave also units that joined the rest.
            var others = new HashSet<>(finished.getOrDefault("", Set.of()));
            if (shown.get("All other units") != others.size()) {
                others.clear();
                others.addAll(rest);
            }
            assertEquals(others.size(), shown.get("All other units"), json);
            figures.add(new Figure("rest", others));
        }
        return figures;
    }

    @Attack(
            value = "asking the same of the same people and one newcomer, a day later",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/api/v1/waves",
            onePlacement = "whom one asks is read from the directory and the roll, wherever they lie")
    @Test
    void aNewcomerIsNotIsolatedByAskingAgain() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Samples.people(workspace, 0, 8, "Sales");
        Samples.people(workspace, 50, 9, "Works");
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        Wave first = open(workspace, planner, "everybody");
        assertEquals(List.of("Sales", "Works"), first.units());
        Samples.invite(platform, workspace, first, 17);
        // The very same people may be asked again: nothing is learned from a difference of nobody.
        assertEquals(
                List.of("Sales", "Works"), open(workspace, planner, "everybody").units());

        Samples.people(workspace, 20, 1, "Sales");
        var refused = tryToOpen(workspace, planner, "everybody");
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("fewer than 5 who came or left"), refused.body());
        assertEquals(422, tryToOpen(workspace, planner, "unit:Sales").statusCode());
        // Six newcomers in all, but one of them in Sales: that unit is not named, and neither is the other.
        Samples.people(workspace, 30, 6, "Works");
        Wave second = open(workspace, planner, "everybody");
        assertFalse(second.units().contains("Sales"), second.units().toString());
        // Four weeks after both have ended, people answer anew.
        clock.pass(Duration.ofDays(34));
        Visitor later = platform.signedIn(workspace, Role.PLANNER);
        assertTrue(open(workspace, later, "everybody").units().contains("Sales"));
    }

    @Attack(
            value = "asking a copy of the same of the same people and one newcomer, a day later",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/api/v1/waves",
            onePlacement = "waves are found by what they ask, wherever they lie")
    @Test
    void aNewcomerIsNotIsolatedByAskingACopy() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Samples.people(workspace, 0, 8, "Sales");
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        Wave first = open(workspace, planner, "everybody");
        Samples.invite(platform, workspace, first, 8);
        Samples.people(workspace, 20, 1, "Sales");
        String base = Samples.base(workspace);
        var copied = planner.submit(
                base + "/questionnaires/new", base + "/questionnaires/new/copy", Map.of("plugin", "survey-maturity"));
        assertEquals(303, copied.statusCode(), copied.body());
        String home = copied.headers().firstValue("location").orElseThrow();
        String version = planner.get(home).body().replaceFirst("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
        var published = planner.submit(home, home + "/publication", Map.of("version", version));
        assertEquals(303, published.statusCode(), published.body());
        String copy = "own:" + home.substring(home.lastIndexOf('/') + 1);
        var refused = tryToOpen(workspace, planner, copy, "everybody");
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("fewer than 5 who came or left"), refused.body());
    }

    private java.net.http.HttpResponse<String> tryToOpen(Workspace workspace, Visitor planner, String segment) {
        return tryToOpen(workspace, planner, "survey-maturity", segment);
    }

    private java.net.http.HttpResponse<String> tryToOpen(
            Workspace workspace, Visitor planner, String plugin, String segment) {
        String base = Samples.base(workspace);
        return planner.json(
                "POST",
                base + "/api/v1/waves",
                "{\"plugin\":\"" + plugin + "\",\"title\":\"T\",\"segment\":\"" + segment + "\",\"closes\":\""
                        + clock.instant().plus(Duration.ofDays(5)) + "\"}",
                Visitor.token(planner.get(base + "/surveys/new").body()));
    }

    private Wave open(Workspace workspace, Visitor planner, String segment) {
        var opened = tryToOpen(workspace, planner, segment);
        assertEquals(201, opened.statusCode(), opened.body());
        String id = opened.body().replaceFirst("(?s).*?\"id\":\"([0-9a-f]{32})\".*", "$1");
        return new WaveStore(workspace).find(id).orElseThrow().wave();
    }

    @Attack(
            value = "looking at who took part after each answer, and day by day",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/api/v1/waves/{wave}, /surveys",
            onePlacement = "counts are made from what was read, wherever it lies")
    @Test
    void whoeverPollsAnAnonymousSurveySeesNobodyAnswer() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> people = new ArrayList<>(Samples.people(workspace, 0, 8, "Sales"));
        people.addAll(Samples.people(workspace, 50, 8, "Works"));
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.ANONYMOUS, "Sales", "Works");
        Samples.invite(platform, workspace, wave, 16);
        var seen = new HashSet<String>();
        for (int day = 0; day < 2; day++) {
            var today = new HashSet<String>();
            Visitor planner = platform.signedIn(workspace, Role.PLANNER);
            today.add(taken(workspace, planner, wave));
            for (String person : people.subList(day * 7, day * 7 + 7)) {
                Fieldworker.answer(platform, workspace, wave, person);
                today.add(taken(workspace, planner, wave));
            }
            assertEquals(1, today.size(), "it moves while people answer: " + today);
            seen.addAll(today);
            clock.pass(Duration.ofDays(1));
        }
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        seen.add(taken(workspace, planner, wave));
        for (String each : seen) {
            for (String number : each.split("[ ,]")) {
                assertEquals(0, Integer.parseInt(number) % SMALLEST, each);
            }
        }
        assertEquals(3, seen.size(), seen.toString());
    }

    private static String taken(Workspace workspace, Visitor planner, Wave wave) {
        String json = planner.get(Samples.base(workspace) + "/api/v1/waves/" + wave.id())
                .body();
        var found = new StringBuilder();
        Matcher matcher = TAKEN.matcher(json);
        while (matcher.find()) {
            found.append(found.isEmpty() ? "" : " ")
                    .append(matcher.group(1))
                    .append(',')
                    .append(matcher.group(2));
        }
        assertFalse(found.isEmpty(), json);
        return found.toString();
    }
}
