package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.plan.Audience;

class StakeholderMapTest {
    private static Stakeholder at(String name, int power, int interest) {
        return new Stakeholder(
                name,
                name,
                Audience.Kind.OTHER,
                1,
                power,
                interest,
                Audience.Attitude.NEUTRAL,
                "",
                new Reach.Nobody(),
                List.of(),
                1);
    }

    @Test
    void morePowerIsHigherAndMoreInterestFurtherRight() {
        StakeholderMap map = StakeholderMap.of(List.of(at("boss", 5, 1), at("fan", 1, 5)), List.of());
        assertTrue(map.points().get(0).y() < map.points().get(1).y());
        assertTrue(map.points().get(0).x() < map.points().get(1).x());
        assertEquals(Quadrant.SATISFY, map.points().get(0).quadrant());
        assertEquals(Quadrant.EQUIP, map.points().get(1).quadrant());
    }

    @Test
    void thoseInOnePlaceAreSpreadAndTheRestIsCounted() {
        List<Stakeholder> many =
                IntStream.range(0, 9).mapToObj(n -> at("person " + n, 3, 3)).toList();
        StakeholderMap map = StakeholderMap.of(many, List.of());
        var places = new HashSet<List<Integer>>();
        map.points().forEach(point -> places.add(List.of(point.x(), point.y())));
        assertEquals(map.points().size(), places.size());
        assertEquals(9, map.points().size() + map.points().getLast().more());
    }

    @Test
    void everyPointIsInsideThePictureAndLongNamesAreShortened() {
        List<Stakeholder> corners = List.of(at("x".repeat(80), 1, 1), at("a", 5, 5), at("b", 1, 5), at("c", 5, 1));
        StakeholderMap.of(corners, List.of()).points().forEach(point -> {
            assertTrue(point.x() > 50 && point.x() < 700, point.toString());
            assertTrue(point.y() > 20 && point.y() < 440, point.toString());
            assertTrue(point.label().length() <= 20, point.label());
        });
    }
}
