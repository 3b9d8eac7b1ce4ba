/**
 * People from a file: read, compared with the directory, shown, and only then taken over; and taken back, if it was a
 * mistake. Keeps what the last file said in its own collections and tells {@link org.takeup.people.People}.
 */
@NullMarked
package org.takeup.people.upload;

import org.jspecify.annotations.NullMarked;
