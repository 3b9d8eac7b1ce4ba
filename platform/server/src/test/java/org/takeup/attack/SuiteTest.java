package org.takeup.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.tenant.Tenant.Placement;

/** What the suite of attacks must have, whoever adds to it or takes from it. */
class SuiteTest {
    private final List<Method> attacks = Suite.attacks();

    private static Attack of(Method method) {
        return method.getAnnotation(Attack.class);
    }

    private static List<String> names(List<Method> methods) {
        return methods.stream()
                .map(each -> each.getDeclaringClass().getSimpleName() + "." + each.getName())
                .toList();
    }

    @Test
    void thereAreAtLeastSixtyAndEachHasANameOfItsOwn() {
        List<String> values = attacks.stream().map(each -> of(each).value()).toList();
        assertEquals(
                values.size(),
                new HashSet<>(values).size(),
                () -> "Twice: "
                        + values.stream()
                                .filter(each -> values.indexOf(each) != values.lastIndexOf(each))
                                .toList());
        assertTrue(values.size() >= Suite.LEAST, values.size() + " attacks");
    }

    @Test
    void everyKindIsTriedOrThereIsNothingToTryItOn() {
        Set<Kind> tried = attacks.stream()
                .flatMap(each -> Arrays.stream(of(each).kind()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(tried)), Suite.NOTHING_YET.keySet());
    }

    @Test
    void everyThreatIsTriedOrShownElsewhere() throws IOException {
        Set<String> tried = attacks.stream()
                .flatMap(each -> Arrays.stream(of(each).threats()))
                .collect(Collectors.toSet());
        var missing = Suite.threats().stream()
                .filter(row -> !tried.contains(row))
                .filter(row -> !Suite.SHOWN_ELSEWHERE.containsKey(row))
                .filter(row -> !Suite.NOTHING_TO_ATTACK.containsKey(row))
                .toList();
        assertEquals(List.of(), missing, "rows of the threats that nobody tries");
        for (Suite.Elsewhere test : Suite.SHOWN_ELSEWHERE.values()) {
            String source = Files.readString(Path.of(test.file()));
            assertTrue(source.contains("void " + test.method() + "("), test + " is gone");
        }
        assertEquals(
                List.of(),
                Suite.NOTHING_TO_ATTACK.keySet().stream()
                        .filter(tried::contains)
                        .toList());
    }

    @Test
    void eachRunsInBothPlacementsOrSaysWhyOneIsEnough() {
        var wrong = attacks.stream()
                .filter(each -> of(each).onePlacement().isEmpty() != inBothPlacements(each))
                .toList();
        assertEquals(List.of(), names(wrong));
    }

    private static boolean inBothPlacements(Method test) {
        boolean takesOne = Arrays.asList(test.getParameterTypes()).contains(Placement.class);
        EnumSource source = test.getAnnotation(EnumSource.class);
        boolean all = source != null && source.names().length == 0 && test.isAnnotationPresent(ParameterizedTest.class);
        return takesOne && (all || test.isAnnotationPresent(BothPlacements.class));
    }

    @Test
    void eachRunsAgainstTheRealPlatformInEveryBuild() {
        var wrong = attacks.stream()
                .filter(each -> !each.getDeclaringClass().getSimpleName().endsWith("IT")
                        || each.isAnnotationPresent(Disabled.class)
                        || each.getDeclaringClass().isAnnotationPresent(Disabled.class)
                        || !isTest(each))
                .toList();
        assertEquals(List.of(), names(wrong));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(ParameterizedTest.class)
                || method.isAnnotationPresent(BothPlacements.class);
    }
}
