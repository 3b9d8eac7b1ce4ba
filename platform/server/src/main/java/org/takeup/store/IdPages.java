package org.takeup.store;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;

/** Documents in the order of their ids, a page after the other. Used by one thread. */
final class IdPages implements Iterator<Document> {
    private final Function<String, List<Document>> pages;
    private final int most;
    private List<Document> page = List.of();
    private int at;
    private String last = "";
    private boolean over;

    /**
     * @param pages the documents behind an id, all of them if it is empty
     * @param most that a page has; a shorter one is the last
     */
    IdPages(Function<String, List<Document>> pages, int most) {
        this.pages = pages;
        this.most = most;
    }

    Stream<Document> stream() {
        int order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, order), false);
    }

    @Override
    public boolean hasNext() {
        if (at == page.size() && !over) {
            page = pages.apply(last);
            at = 0;
            over = page.size() < most;
        }
        return at < page.size();
    }

    @Override
    public Document next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more documents");
        }
        Document next = page.get(at++);
        last = TenantCollection.id(next);
        return next;
    }
}
