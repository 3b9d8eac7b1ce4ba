/**
 * What the platform says in the reader's language, for pages and mails of every room. Knows the platform's languages and
 * reads files; a room's own words lie in that room, beside the class that says them.
 */
@NullMarked
package org.takeup.language;

import org.jspecify.annotations.NullMarked;
