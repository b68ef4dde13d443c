/// Code with mistakes, on purpose: one for every rule of the house, in a tree of the same shape.
package planted;
