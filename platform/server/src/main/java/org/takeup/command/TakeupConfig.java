package org.takeup.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.takeup.tenant.TenantChanges;
import org.takeup.tenant.TenantConfig;

/**
 * {@code takeup-config}: checks tenants' files, shows what they would change, carries that out, and writes a tenant as a
 * file. Ends with 0 if all is well, 1 if something is wrong with the files or the platform refuses them, 2 if the
 * command cannot be carried out as it was called.
 */
public final class TakeupConfig {
    private static final String USAGE = """
            takeup-config check PATH                  are the files right? asks no platform
            takeup-config plan PATH                   what would they change?
            takeup-config apply PATH --plan DIGEST    carry out exactly the plan that was shown
            takeup-config apply PATH --yes            carry out whatever the plan is, and show it
            takeup-config export SLUG                 a tenant as it is now, as a file
            takeup-config drift                       where settings pages and files say different things
            PATH is a tenant's file or a folder of them. The platform's address is in TAKEUP_URL, an operator's
            access token in TAKEUP_TOKEN.""";

    private final Map<String, String> environment;
    private final PrintStream out;

    private TakeupConfig(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(args), System.getenv(), out, err));
    }

    /** @return how the process ends */
    static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            return new TakeupConfig(environment, out).run(args);
        } catch (Failed e) {
            err.println(shown(String.valueOf(e.getMessage())));
            return e.exit();
        }
    }

    private int run(List<String> args) throws Failed {
        String command = args.isEmpty() ? "" : args.getFirst();
        List<String> rest = args.isEmpty() ? List.of() : args.subList(1, args.size());
        return switch (command) {
            case "check" -> check(only(rest));
            case "plan" -> plan(only(rest));
            case "apply" -> apply(rest);
            case "export" -> export(only(rest));
            case "drift" -> drift(rest);
            default -> throw Failed.misused(USAGE);
        };
    }

    private static String only(List<String> args) throws Failed {
        if (args.size() != 1) {
            throw Failed.misused(USAGE);
        }
        return args.getFirst();
    }

    private int check(String path) throws Failed {
        Map<String, String> files = TenantFolders.read(path);
        List<TenantConfig.Problem> problems = TenantChanges.check(files);
        problems.forEach(each -> problem(each.file(), each.line(), each.reason()));
        if (problems.isEmpty()) {
            say(files.size() == 1 ? "The file is right." : "All " + files.size() + " files are right.");
        }
        return problems.isEmpty() ? 0 : 1;
    }

    private int plan(String path) throws Failed {
        JsonNode plan = plan(OperatorApi.from(environment), TenantFolders.read(path));
        changes(plan.path("tenants"), "Nothing to change.");
        if (!plan.path("tenants").isEmpty()) {
            say("To carry this out: takeup-config apply " + path + " --plan "
                    + plan.path("digest").asText());
        }
        return problems(plan);
    }

    private static JsonNode plan(OperatorApi api, Map<String, String> files) throws Failed {
        return api.post("/tenant-files/plan", Map.of("files", files));
    }

    private int apply(List<String> args) throws Failed {
        boolean planned = args.size() == 3 && args.get(1).equals("--plan");
        boolean yes = args.size() == 2 && args.get(1).equals("--yes");
        if (!planned && !yes) {
            throw Failed.misused(USAGE);
        }
        OperatorApi api = OperatorApi.from(environment);
        Map<String, String> files = TenantFolders.read(args.getFirst());
        String digest = planned ? args.get(2) : plan(api, files).path("digest").asText();
        JsonNode done = api.post("/tenant-files/apply", Map.of("files", files, "digest", digest));
        changes(done.path("tenants"), "Nothing was changed.");
        return problems(done);
    }

    private int export(String slug) throws Failed {
        if (!slug.matches("[a-z][a-z0-9-]{1,39}")) {
            throw Failed.misused("'" + shown(slug) + "' is no slug; give the name in the workspace's address.");
        }
        out.print(OperatorApi.from(environment).get("/tenants/" + slug + "/file"));
        return 0;
    }

    private int drift(List<String> args) throws Failed {
        if (!args.isEmpty()) {
            throw Failed.misused(USAGE);
        }
        boolean some = false;
        JsonNode tenants = OperatorApi.from(environment).getJson("/tenants").path("tenants");
        for (JsonNode tenant : tenants) {
            for (JsonNode drift : tenant.path("drift")) {
                some = true;
                say(tenant.path("slug").asText() + ": " + drift.path("setting").asText() + " is "
                        + drift.path("file").asText() + " in the file and "
                        + drift.path("page").asText() + " on the settings page since "
                        + drift.path("at").asText() + "; "
                        + (drift.path("pageWins").asBoolean() ? "the page decides" : "the file decides"));
            }
        }
        if (!some) {
            say("Files and settings pages say the same.");
        }
        return 0;
    }

    private void changes(JsonNode tenants, String none) {
        if (tenants.isEmpty()) {
            say(none);
        }
        for (JsonNode tenant : tenants) {
            String slug = tenant.path("slug").asText();
            if (tenant.path("creates").asBoolean()) {
                say(slug + ": a new tenant");
                continue;
            }
            for (JsonNode line : tenant.path("lines")) {
                say(slug + ": " + line.path("setting").asText() + " "
                        + line.path("words").asText());
            }
        }
    }

    private int problems(JsonNode answer) {
        for (JsonNode each : answer.path("problems")) {
            problem(
                    each.path("file").asText(),
                    each.path("line").asInt(),
                    each.path("reason").asText());
        }
        return answer.path("problems").isEmpty() ? 0 : 1;
    }

    private void problem(String file, int line, String reason) {
        say(file + ", line " + line + ": " + reason + ". Nothing of this file is carried out.");
    }

    private void say(String words) {
        out.println(shown(words));
    }

    /** No control characters: names of files and groups are other people's, and a terminal obeys escapes. */
    private static String shown(String words) {
        return words.replaceAll("[\\p{Cntrl}&&[^\\n]]", "?");
    }
}
