package org.takeup.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

/** What the platform's own code never does, whoever writes the next line. platform/asvs.md rests on it. */
@AnalyzeClasses(
        packages = "org.takeup",
        importOptions = {ImportOption.DoNotIncludeTests.class, SafeCodeTest.Shipped.class})
class SafeCodeTest {
    /** Without what partners and our own tests use, which is on the tests' class path alone. */
    static final class Shipped implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/plugin/trial/") && !location.contains("/plugin/testkit/");
        }
    }

    private static final Path MAIN = Path.of("src/main");
    private static final Pattern ALGORITHM = Pattern.compile("getInstance\\(\\s*\"([^\"]+)\"");
    private static final Pattern KEEPS_OR_RUNS = Pattern.compile(
            "localStorage|sessionStorage|indexedDB|document\\.cookie|postMessage|eval\\(|new Function|innerHTML|outerHTML"
                    + "|insertAdjacentHTML|document\\.write|__proto__|https?://");

    /** No shell anywhere: processes are the isolated plugins' and their confinement's, with arguments apart. */
    @ArchTest
    static final ArchRule PROCESSES_ARE_STARTED_FOR_ISOLATED_PLUGINS_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("org.takeup.plugin.isolated..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .callMethod(Runtime.class, "exec", String.class)
            .orShould()
            .callMethod(Runtime.class, "exec", String[].class);

    @ArchTest
    static final ArchRule NOTHING_IS_RUN_THAT_WAS_A_TEXT =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("javax.script..", "javax.tools..");

    @ArchTest
    static final ArchRule NO_DIRECTORY_AND_NO_NAMING_SERVICE_IS_ASKED = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.naming.directory..", "javax.naming.ldap..", "javax.xml.xpath..", "java.sql..");

    @ArchTest
    static final ArchRule NO_OBJECT_IS_READ_FROM_BYTES =
            noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

    @ArchTest
    static final ArchRule CHANCE_THAT_NOBODY_MUST_GUESS_IS_SECURE = noClasses()
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(Random.class, long.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class);

    /**
     * Tink does it, with AES-256-GCM. What it does not have, blind signatures and seals that only an anonymous survey's
     * closing opens, is the JDK's and in one package, whose tests have the vectors of its standards.
     */
    @ArchTest
    static final ArchRule NOBODY_ENCRYPTS_BY_HAND = noClasses()
            .that()
            .resideOutsideOfPackage("org.takeup.survey.privacy")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Cipher.class);

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void hashesAndSignaturesAreOfTheseAlgorithms() throws IOException {
        var everywhere = Set.of("SHA-256", "HmacSHA256", "X.509");
        // RFC 9474 over RSA, RFC 9180's KEM, RFC 5869 and AES-256-GCM: see NOBODY_ENCRYPTS_BY_HAND.
        var ofAnonymousSurveys = Set.of(
                "RSA",
                "RSA/ECB/NoPadding",
                "RSASSA-PSS",
                "X25519",
                "DHKEM",
                "HKDF-SHA256",
                "HmacSHA512",
                "AES/GCM/NoPadding");
        // Mail is signed as its receivers know it: RFC 6376 and RFC 8463.
        var ofSignedMail = Set.of("RSA", "Ed25519", "SHA-256");
        Predicate<String> signsMail = file -> file.contains("/delivery/Dkim");
        assertEquals(everywhere, named(signsMail.negate().and(file -> !file.contains("/survey/privacy/"))));
        assertEquals(ofSignedMail, named(signsMail));
        assertEquals(
                ofAnonymousSurveys,
                named(file -> file.contains("/survey/privacy/")).stream()
                        .filter(algorithm -> !everywhere.contains(algorithm))
                        .collect(Collectors.toSet()));
    }

    private static Set<String> named(Predicate<String> which) throws IOException {
        var named = new TreeSet<String>();
        for (Path file : files(MAIN.resolve("java"), ".java")) {
            if (which.test(file.toString())) {
                ALGORITHM.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group(1)));
            }
        }
        return named;
    }

    @Test
    void scriptsKeepNothingInTheBrowserRunNoTextAndAskNobodyElse() throws IOException {
        List<Path> scripts = files(MAIN.resolve("resources/static"), ".js");
        assertFalse(scripts.isEmpty());
        for (Path script : scripts) {
            String text = Files.readString(script);
            if (script.endsWith("token.js")) {
                // The token of an anonymous survey: the platform must not keep it, so that the browser has to.
                text = text.replace("localStorage.getItem(KEY)", "").replace("localStorage.setItem(KEY,", "");
            }
            assertFalse(KEEPS_OR_RUNS.matcher(text).find(), script + " has " + KEEPS_OR_RUNS);
        }
    }

    @Test
    void pagesLoadNothingFromElsewhereAndHoldNoScript() throws IOException {
        var loads = Pattern.compile(
                "(?:src|srcset|data)=\"(?:https?:)?//|<link[^>]+href=\"(?:https?:)?//|<script>|<style|\\son[a-z]+=\"|\\$unsafe");
        for (Path page : files(MAIN.resolve("jte"), ".jte")) {
            String text = Files.readString(page);
            assertFalse(loads.matcher(text).find(), page.toString());
        }
    }

    @Test
    void theLogGoesToTheConsoleAlone() throws IOException {
        String encoder = Files.readString(MAIN.resolve("resources/logback-json.xml"));
        assertEquals(1, encoder.split("<encoder ", -1).length - 1);
        assertFalse(encoder.contains("FileAppender"), "logs go to the console, and from there to whoever keeps them");
    }
}
