/// What people do to productions: order, edit, approve, redo, fork, stop, delete. Each deed is an
/// `Act`: prepared by a desk, carried out in one transaction with its event and its wake-up, once
/// per request. Every surface uses these desks; none has rules of its own.
@NullMarked
package dev.reelwright.desk;

import org.jspecify.annotations.NullMarked;
