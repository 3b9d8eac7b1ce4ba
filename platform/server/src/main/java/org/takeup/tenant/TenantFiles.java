package org.takeup.tenant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.takeup.tenant.TenantConfig.Problem;
import org.takeup.tenant.TenantFile.Content;
import org.takeup.tenant.TenantFolder.Reading;

/**
 * Checks tenants' files, each for itself and all together. A file that is as it was is not checked again, so one changed
 * file among many costs what one file costs. For one thread at a time.
 */
final class TenantFiles {
    private final TenantFile reader;
    private Map<String, Known> known = Map.of();

    TenantFiles(TenantFile reader) {
        this.reader = reader;
    }

    private record Known(Reading reading, Content content) {}

    /** A file that is right in itself. */
    record Accepted(String file, Content.Accepted content) {
        TenantDefinition tenant() {
            return content.tenant();
        }

        String slug() {
            return tenant().slug();
        }

        Problem problem(String reason) {
            return new Problem(file, content.slugLine(), reason);
        }
    }

    /** What can be carried out, and what is wrong with the others. */
    record Checked(List<Accepted> accepted, List<Problem> problems) {}

    /** @param files by name */
    Checked check(Map<String, Reading> files) {
        var now = new HashMap<String, Known>();
        var accepted = new ArrayList<Accepted>();
        var problems = new ArrayList<Problem>();
        files.forEach((file, reading) -> {
            Known before = known.get(file);
            Known here =
                    before != null && before.reading().equals(reading) ? before : new Known(reading, read(reading));
            now.put(file, here);
            switch (here.content()) {
                case Content.Accepted content -> accepted.add(new Accepted(file, content));
                case Content.Refused refused ->
                    refused.faults().forEach(fault -> problems.add(new Problem(file, fault.line(), fault.reason())));
            }
        });
        known = now;
        return new Checked(withoutTwins(accepted, problems), problems);
    }

    private Content read(Reading reading) {
        return switch (reading) {
            case Reading.Text text -> reader.read(text.text());
            case Reading.Unreadable(String reason) -> new Content.Refused(List.of(new YamlFile.Fault(1, reason)));
        };
    }

    /** Leaves out every file of a tenant that has several: nobody can say which of them is meant. */
    private static List<Accepted> withoutTwins(List<Accepted> accepted, List<Problem> problems) {
        Map<String, List<Accepted>> filesBySlug = accepted.stream().collect(Collectors.groupingBy(Accepted::slug));
        var single = new ArrayList<Accepted>();
        for (Accepted each : accepted) {
            String others = filesBySlug.getOrDefault(each.slug(), List.of()).stream()
                    .map(Accepted::file)
                    .filter(file -> !file.equals(each.file()))
                    .collect(Collectors.joining(" and "));
            if (others.isEmpty()) {
                single.add(each);
            } else {
                problems.add(each.problem(
                        "The tenant '" + each.slug() + "' is also in " + others + "; correct the slug here or there"));
            }
        }
        return single;
    }
}
