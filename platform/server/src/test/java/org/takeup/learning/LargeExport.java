package org.takeup.learning;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An export of a large organisation, of the shape of the Open University's published data: thirteen regions under one
 * roof, seven courses in twenty-two classes, about 258,000 rows of which three quarters are results, line item after line
 * item. Equal each time.
 */
final class LargeExport {
    static final int REGIONS = 13;
    static final int COURSES = 7;
    static final int PEOPLE = 28_785;
    static final int ENROLMENTS = 32_593;

    private static final int CLASSES = 22;
    private static final int ITEMS_OF_A_CLASS = 10;
    private static final double HAND_IN = 0.6;
    private static final LocalDate START = LocalDate.of(2025, 1, 6);
    private static final int WEEKS = 36;

    private final Random random = new Random(258_000);
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<List<Integer>> learners = new ArrayList<>();

    private LargeExport() {
        for (int i = 0; i < CLASSES; i++) {
            learners.add(new ArrayList<>());
        }
    }

    /** The files by name. */
    static Map<String, String> files() {
        var export = new LargeExport();
        export.files.put("manifest.csv", "propertyName,value\noneroster.version,1.1\n");
        export.units();
        export.people();
        export.teaching();
        export.enrolments();
        export.results();
        return export.files;
    }

    private void units() {
        var rows = new StringBuilder("sourcedId,name,type,parentSourcedId\nall,All regions,district,\n");
        for (int i = 0; i < REGIONS; i++) {
            rows.append("region%d,Region %d,school,all\n".formatted(i, i));
        }
        files.put("orgs.csv", rows.toString());
    }

    private void people() {
        var rows = new StringBuilder("sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,email\n");
        for (int i = 0; i < PEOPLE; i++) {
            rows.append("u%d,true,region%d,student,learner%d,Learner,%d,learner%d@large.example\n"
                    .formatted(i, random.nextInt(REGIONS), i, i, i));
        }
        files.put("users.csv", rows.toString());
    }

    private void teaching() {
        files.put(
                "academicSessions.csv",
                "sourcedId,title,type,startDate,endDate\nt,Year,term," + START + "," + START.plusWeeks(WEEKS) + "\n");
        var courses = new StringBuilder("sourcedId,title,orgSourcedId\n");
        for (int i = 0; i < COURSES; i++) {
            courses.append("c%d,Course %d,all\n".formatted(i, i));
        }
        files.put("courses.csv", courses.toString());
        var classes = new StringBuilder("sourcedId,title,courseSourcedId,termSourcedIds,schoolSourcedId\n");
        for (int i = 0; i < CLASSES; i++) {
            classes.append("k%d,Class %d,c%d,t,all\n".formatted(i, i, i % COURSES));
        }
        files.put("classes.csv", classes.toString());
    }

    private void enrolments() {
        var rows = new StringBuilder("sourcedId,classSourcedId,userSourcedId,role,beginDate,endDate\n");
        for (int i = 0; i < ENROLMENTS; i++) {
            int place = random.nextInt(CLASSES);
            int person = i % PEOPLE;
            learners.get(place).add(person);
            rows.append("e%d,k%d,u%d,student,%s,\n".formatted(i, place, person, START.minusDays(random.nextInt(90))));
        }
        files.put("enrollments.csv", rows.toString());
    }

    private void results() {
        var items = new StringBuilder("sourcedId,title,classSourcedId,categorySourcedId\n");
        var rows = new StringBuilder("sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate\n");
        for (int place = 0; place < CLASSES; place++) {
            for (int n = 0; n < ITEMS_OF_A_CLASS; n++) {
                String item = "l" + place + "-" + n;
                items.append("%s,Exercise %d,k%d,g\n".formatted(item, n, place));
                LocalDate due = START.plusWeeks((n + 1) * WEEKS / (ITEMS_OF_A_CLASS + 1L));
                for (int person : learners.get(place)) {
                    if (random.nextDouble() < HAND_IN) {
                        rows.append("r-%s-%d-%d,%s,u%d,submitted,,%s\n"
                                .formatted(
                                        item, person, rows.length(), item, person, due.minusDays(random.nextInt(14))));
                    }
                }
            }
        }
        files.put("categories.csv", "sourcedId,title\ng,Work\n");
        files.put("lineItems.csv", items.toString());
        files.put("results.csv", rows.toString());
    }
}
