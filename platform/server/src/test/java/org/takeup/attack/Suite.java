package org.takeup.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All attacks that are declared, and what the suite leaves to tests elsewhere or cannot have yet. */
final class Suite {
    /** How many attacks there are at least. */
    static final int LEAST = 60;

    private static final String DEMO = "../demo/src/test/java/org/takeup/demo/";
    private static final String CHART = "../../helm/src/test/java/org/takeup/chart/";
    private static final String HERE = "src/test/java/org/takeup/";

    /**
     * A test that is no attack of this suite, because it needs a Keycloak, the chart, or no running platform.
     *
     * @param file from the server's folder
     */
    record Elsewhere(String file, String method, String reason) {}

    /** Threats that other tests show. */
    static final Map<String, Elsewhere> SHOWN_ELSEWHERE = Map.of(
            "S9",
            new Elsewhere(
                    DEMO + "CompanyAttacksIT.java",
                    "aWrappedSignatureIsRefusedOrSaysNothingOfTheFalseOne",
                    "SAML ends at Keycloak, so a real one is needed"),
            "D5",
            new Elsewhere(
                    CHART + "SecretsTest.java",
                    "aSecretThatIsNotNamedStopsTheRenderingAndTheMessageSaysWhichAndWhatForAndUnderWhichKey",
                    "an installation without a login for its database does not render"),
            "D6",
            new Elsewhere(
                    CHART + "SecretsTest.java",
                    "theChartMakesNoSecretAndPrintsNoLogin",
                    "the chart writes the secrets"),
            "H1",
            new Elsewhere(
                    CHART + "NetworkPolicyTest.java",
                    "onlyTheReleasesOwnPodsReachHazelcastAndTheEventBus",
                    "the network's rules are the chart's"),
            "H2",
            new Elsewhere(
                    HERE + "app/SerialFilterTest.java",
                    "whatAttacksAreMadeOfIsRefused",
                    "a filter of the whole process; no platform needs to run"),
            "H3",
            new Elsewhere(
                    CHART + "NetworkPolicyTest.java",
                    "noServiceOrIngressLeadsToTheClusterOrManagementPorts",
                    "the network's rules are the chart's"),
            "H4",
            new Elsewhere(
                    CHART + "NetworkPolicyTest.java",
                    "podsTalkToOneAnotherToDnsToMongoDbToKeycloakToMailAndToNobodyElse",
                    "a call home finds no way out"),
            "H5",
            new Elsewhere(
                    CHART + "RestrictedPodTest.java",
                    "noContainerRunsAsRootOrCanGainRights",
                    "what a pod may do is the chart's"));

    /** Threats to something that does not exist yet, with the reason. Whoever builds it attacks it. */
    static final Map<String, String> NOTHING_TO_ATTACK = Map.of(
            "T17", "nobody can act as somebody else: there is no such role and no such route",
            "S12", "there is no sign-in but the provider's, and no profile that would bring one");

    /** Kinds of attack on something that does not exist yet. */
    static final Map<Kind, String> NOTHING_YET = Map.of();

    private Suite() {}

    /** The rows of the design's table that this suite answers for. */
    static List<String> threats() {
        return Stream.of(rows("T", 17), rows("S", 12), rows("W", 12), rows("D", 6), rows("H", 5))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<String> rows(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(n -> letter + n);
    }

    /** Every attack that a test class declares. */
    static List<Method> attacks() {
        try {
            Path classes = Path.of(Suite.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (var files = Files.walk(classes.resolve("org/takeup"))) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(file -> file.endsWith(".class") && !file.contains("$"))
                        .sorted()
                        .map(file -> load(file.substring(0, file.length() - ".class".length())
                                .replace('/', '.')))
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Attack.class))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Suite.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
