package org.takeup.bench;

import java.nio.file.Path;
import org.takeup.plugin.PlanCost;
import org.takeup.plugin.PluginCost;

/**
 * The commands of {@code platform/bench/run}, and the servers that they start in JVMs of their own. A command that fails
 * says why and ends with 1; so does a server, whose threads would keep its process alive otherwise. What they measure goes
 * to standard output, which is their result.
 */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        try {
            run(args);
        } catch (Failed e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (Exception e) {
            // A fault of the benchmark itself: whoever runs it by hand mends it, and needs to see where.
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(String[] args) throws Exception {
        switch (args[0]) {
            case "load" -> Load.run(args[1], Path.of(args[2]));
            case "import" -> ImportRun.run(Path.of(args[1]), args[2], Path.of(args[3]));
            case "people" -> PeopleRun.run(args[1], Path.of(args[2]));
            case "tenants" -> TenantsRun.run(args[1]);
            case "answers" -> AnswersRun.whatFails(args[1], Path.of(args[2]));
            case "crowd" -> AnswersRun.crowd(args[1], Path.of(args[2]));
            case "nodes" -> NodesRun.run(args[1], Path.of(args[2]));
            case "pages" -> PagesRun.run(args[1], Path.of(args[2]));
            case "invitations" -> InvitationsRun.run(args[1], Path.of(args[2]));
            case "archive" -> ArchiveRun.run(args[1]);
            case "neighbours" -> NeighboursRun.run(args[1]);
            case "results" -> ResultsRun.run();
            case "mails" -> MailsRun.run(args[1]);
            case "plugins" -> PluginCost.run(Path.of(args[1]));
            case "plans" -> PlanCost.run(Path.of(args[1]));
            case "baseline-server" -> {
                Child.endWithParent();
                BaselineServer.start(Integer.parseInt(args[1]), args[2]);
            }
            case "mails-server" -> {
                Child.endWithParent();
                MailsServer.start(args);
            }
            case "neighbours-server" -> {
                Child.endWithParent();
                NeighboursServer.start(args);
            }
            case "platform-server" -> {
                Child.endWithParent();
                PlatformServer.start(PlatformServer.Settings.of(args));
            }
            case "crowd-server" -> {
                Child.endWithParent();
                PlatformServer.startWithCrowd(PlatformServer.Settings.of(args));
            }
            default -> throw new IllegalArgumentException("There is no command " + args[0]);
        }
    }

    /** A run that cannot go on. The message is for the person at the terminal. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }
}
