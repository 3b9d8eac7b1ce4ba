package org.takeup.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.tenant.Workspace;

/**
 * Takes to heart what came back. Only a report that carries the return path which we signed for the attempt counts, and only
 * while the mail is at that attempt: a forged one changes nothing, and neither does one that comes again after a person
 * had the mail sent again. Thread-safe; blocks.
 */
final class ReturnedMail {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnedMail.class);
    /** What can come back, or has come back by this very attempt. */
    private static final Set<MailState> ARRIVED = EnumSet.of(MailState.SENT, MailState.UNSURE, MailState.BOUNCED);

    private final ReturnPaths returnPaths;
    private final Kinds kinds;
    private final Supplier<List<Workspace>> workspaces;

    ReturnedMail(ReturnPaths returnPaths, Kinds kinds, Supplier<List<Workspace>> workspaces) {
        this.returnPaths = returnPaths;
        this.kinds = kinds;
        this.workspaces = workspaces;
    }

    /** What became of a message in the mailbox. */
    enum Taken {
        BOUNCED,
        NOTED,
        COMPLAINED,
        /** It changed nothing: it is no report, or was taken before. */
        NOTHING,
        /** It carries no return path that we signed. */
        NOT_OURS
    }

    Taken take(MimeMessage message) {
        Optional<Report> report;
        try {
            report = Report.of(message);
        } catch (MessagingException | IOException | RuntimeException e) {
            LOG.info(
                    "A message in the mailbox of returned mail cannot be read: {}",
                    e.getClass().getSimpleName());
            return Taken.NOTHING;
        }
        return report.isEmpty() ? Taken.NOTHING : take(report.get());
    }

    private Taken take(Report report) {
        for (String address : report.addresses()) {
            Optional<ReturnPaths.Tag> tag = returnPaths.find(address);
            Optional<Workspace> workspace = tag.flatMap(this::signer);
            if (workspace.isPresent()) {
                return take(report, tag.get(), workspace.get());
            }
        }
        return Taken.NOT_OURS;
    }

    private Optional<Workspace> signer(ReturnPaths.Tag tag) {
        return workspaces.get().stream()
                .filter(each -> tag.mayBeOf(each.tenant().id()))
                .filter(each -> returnPaths.isSigned(
                        tag, each.tenant().id(), each.clock().instant()))
                .findFirst();
    }

    private Taken take(Report report, ReturnPaths.Tag tag, Workspace workspace) {
        var store = new OutboxStore(workspace);
        Optional<OutboxEntry> found = store.find(tag.mail()).filter(entry -> (entry.attempt() & 0xff) == tag.attempt());
        return found.map(entry -> switch (report.says()) {
                    case FAILED -> bounced(workspace, store, entry, report);
                    case DELAYED -> delayed(store, entry, report);
                    case UNWANTED -> unwanted(workspace, entry);
                })
                .orElse(Taken.NOTHING);
    }

    private static Taken bounced(Workspace workspace, OutboxStore store, OutboxEntry entry, Report report) {
        if (!ARRIVED.contains(entry.state())) {
            return Taken.NOTHING;
        }
        // The address first, and also when the report is read again: a node may die between the two.
        var now = workspace.clock().instant();
        new HeldAddresses(workspace)
                .hold(entry.mail(), "An earlier mail to this address came back: " + report.words(), now);
        return store.bounced(entry, "The mail came back: " + report.words(), now) ? Taken.BOUNCED : Taken.NOTHING;
    }

    private static Taken delayed(OutboxStore store, OutboxEntry entry, Report report) {
        boolean noted = entry.state() == MailState.SENT
                && store.note(entry, "Taken by the mail server, and delayed behind it: " + report.words());
        return noted ? Taken.NOTED : Taken.NOTHING;
    }

    private Taken unwanted(Workspace workspace, OutboxEntry entry) {
        new HeldAddresses(workspace)
                .hold(
                        entry.mail(),
                        "The person called an earlier mail unwanted.",
                        workspace.clock().instant());
        kinds.complaints()
                .complained(workspace, entry.mail().personId(), entry.mail().kind());
        return Taken.COMPLAINED;
    }
}
