package org.takeup.plan.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holidays against dates that governments have published. */
class HolidaysTest {
    private static final Holidays ALL = Holidays.standard();

    @ParameterizedTest
    @CsvSource({
        "2008,2008-03-23",
        "2024,2024-03-31",
        "2025,2025-04-20",
        "2026,2026-04-05",
        "2027,2027-03-28",
        "2038,2038-04-25",
        "2011,2011-04-24",
        "1961,1961-04-02",
        "2285,2285-03-22"
    })
    void easterIsWhereTheCalendarHasIt(int year, LocalDate day) {
        assertEquals(day, DayRule.easter(year));
    }

    @ParameterizedTest
    @CsvSource({
        "DE,2026-04-03,Good Friday",
        "DE,2026-05-14,Ascension Day",
        "DE,2026-05-25,Whit Monday",
        "DE-BY,2026-06-04,Corpus Christi",
        "DE-SN,2026-11-18,Day of Repentance and Prayer",
        "DE-SN,2027-11-17,Day of Repentance and Prayer",
        "DE-TH,2026-09-20,World Children's Day",
        "DE-BE,2026-03-08,International Women's Day",
        "DE-BE,2026-10-03,Day of German Unity",
        "AT,2026-10-26,National Day",
        "CH,2026-08-01,National Day",
        "FR,2026-07-14,National Day",
        "FR,2026-04-06,Easter Monday",
        "ES,2026-10-12,National Day",
        "GB-ENG,2026-08-31,Summer bank holiday",
        "GB-ENG,2026-12-28,Boxing Day (observed)",
        "GB-ENG,2027-12-27,Christmas Day (observed)",
        "GB-ENG,2027-12-28,Boxing Day (observed)",
        "GB-ENG,2022-12-27,Christmas Day (observed)",
        "GB-SCT,2022-01-03,New Year's Day (observed)",
        "GB-SCT,2022-01-04,2 January (observed)",
        "GB-SCT,2026-08-03,Summer bank holiday",
        "GB-SCT,2026-11-30,St Andrew's Day",
        "GB-NIR,2026-07-13,Battle of the Boyne (observed)",
        "GB-NIR,2026-04-06,Easter Monday",
        "US,2026-07-03,Independence Day (observed)",
        "US,2026-11-26,Thanksgiving Day",
        "US,2026-01-19,'Birthday of Martin Luther King, Jr.'",
        "US,2021-12-31,New Year's Day (observed)",
        "US,2026-05-25,Memorial Day"
    })
    void aHolidayIsOnItsDay(String region, LocalDate day, String name) {
        assertEquals(Optional.of(name), ALL.on(region, day));
    }

    @ParameterizedTest
    @CsvSource({
        "DE,2026-06-04",
        "DE-NW,2026-10-31",
        "DE-HE,2026-11-01",
        "GB-SCT,2026-04-06",
        "US,2026-12-26",
        "CH,2026-05-01",
        "FR,2026-04-03",
        "nowhere,2026-12-25"
    })
    void whatIsNoHolidayThereIsNone(String region, LocalDate day) {
        assertEquals(Optional.empty(), ALL.on(region, day));
    }

    @Test
    void everyRegionIsThere() {
        List<String> states = Stream.of(
                        "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH")
                .map(state -> "DE-" + state)
                .toList();
        states.forEach(state -> assertTrue(ALL.knows(state), state));
        List.of("DE", "AT", "CH", "FR", "ES", "GB-ENG", "GB-SCT", "GB-NIR", "US")
                .forEach(region -> assertTrue(ALL.knows(region), region));
        assertEquals(25, ALL.regions().size());
    }

    @Test
    void aRuleThatNobodyKnowsIsRefused() {
        for (String rule : List.of("", "25-12-2026", "easter", "5 MONDAY 01", "MONDAY after 01-01")) {
            assertThrows(IllegalArgumentException.class, () -> DayRule.parse(rule), rule);
        }
    }

    @Test
    void twoRegionsHaveHolidaysOfTheirOwn() {
        var days = new WorkingDays(ALL, "DE-BY", List.of());
        LocalDate corpusChristi = LocalDate.of(2026, 6, 4);
        assertTrue(days.off(corpusChristi, "").isPresent());
        assertTrue(days.off(corpusChristi, "DE-BE").isEmpty());
        assertTrue(days.off(LocalDate.of(2027, 3, 8), "DE-BE").isPresent());
        assertTrue(days.off(LocalDate.of(2027, 3, 8), "").isEmpty());
        // Thursday is off, Friday is not.
        assertEquals(LocalDate.of(2026, 6, 5), days.onOrAfter(corpusChristi, ""));
        // Good Friday, the weekend and Easter Monday.
        assertEquals(LocalDate.of(2026, 4, 7), days.onOrAfter(LocalDate.of(2026, 4, 3), ""));
    }

    @Test
    void daysOfOnesOwnCountWhereTheyAreMeant() {
        var bridge = new OwnDay(
                "1", "Bridge", LocalDate.of(2026, 6, 5), LocalDate.of(2026, 6, 5), "DE-BY", OwnDay.Kind.DAY_OFF);
        var quiet = new OwnDay(
                "2", "Accounts", LocalDate.of(2026, 6, 8), LocalDate.of(2026, 6, 12), "", OwnDay.Kind.BLACKOUT);
        var days = new WorkingDays(ALL, "", List.of(bridge, quiet));
        assertEquals(LocalDate.of(2026, 6, 15), days.onOrAfter(LocalDate.of(2026, 6, 4), "DE-BY"));
        assertEquals(LocalDate.of(2026, 6, 5), days.onOrAfter(LocalDate.of(2026, 6, 5), "FR"));
        assertEquals(
                Optional.of("is a day on which nothing is to be said: Accounts"),
                days.off(LocalDate.of(2026, 6, 9), ""));
    }

    @Test
    void aYearWithoutAnyWorkingDayLeavesTheDayAsItIs() {
        LocalDate day = LocalDate.of(2026, 1, 5);
        var never = new OwnDay("1", "Closed", day, day.plusYears(3), "", OwnDay.Kind.DAY_OFF);
        assertEquals(day, new WorkingDays(ALL, "", List.of(never)).onOrAfter(day, ""));
    }
}
