/** What a writer is told about a text: how easy it is to read, which words few people use, how long it is. Pure. */
@NullMarked
package org.takeup.message.check;

import org.jspecify.annotations.NullMarked;
