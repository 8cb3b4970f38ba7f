/* One lane between a sender and a mirror over a line that loses, repeats and reorders. The sender may crash and come back
   from a backup; the mirror may crash and then holds what it had made durable. Entries are values chosen once by the sender's outbox; a "signature" over size n
   is the value of the n-th entry. Properties: the sender never signs two values for one size; the mirror's copy is a prefix
   of what was signed; a receipt means that the mirror holds the entry.
   Each mutant breaks one rule, and spin then finds what goes wrong:
   -DNO_GUARD      a restored sender signs before it asked: two values for one size
   -DCOSIGN_EARLY  the mirror countersigns before the entry is durable: a receipt for what a crash took back
   -DNO_INDEX      the mirror appends whatever arrives: a repeated entry stands twice */
#define MAX 3

mtype = { update, receipt };
chan line = [2] of { mtype, byte, byte };   /* size, value of the last entry */

byte log_size = 0;      /* sender, durable */
byte log_value[4];      /* value at each size, 1-based */
byte backup = 0;        /* size in the backup */
byte sealed[4];         /* ghost: what was ever sealed (signed) at each size */
byte mirror_size = 0;
byte mirror_durable = 0; /* how much of it a crash leaves */
byte mirror_value[4];
byte mirror_crashes = 0;
byte received = 0;      /* greatest receipt that the sender knows */
byte fresh = 1;         /* next value, never used twice */
bool open = true;       /* the guard: asked since the last start */
byte crashes = 0;

active proctype sender() {
  byte s; byte v;
  end: do
  :: atomic { open && log_size < MAX && fresh < 7 ->          /* sequence and sign */
       log_size++;
       log_value[log_size] = fresh; fresh++;
       assert(sealed[log_size] == 0 || sealed[log_size] == log_value[log_size]);
       sealed[log_size] = log_value[log_size] }
  :: atomic { open && received < log_size && nfull(line) ->   /* deliver the next entry; nothing is cosigned twice anew */
       line!update(received + 1, log_value[received + 1]) }
  :: atomic { line?[receipt,_,_] ->
       line?receipt(s, v);
       if
       :: s > received && s <= log_size && log_value[s] == v -> received = s; assert(mirror_size >= s)
       :: else -> skip
       fi }
  :: atomic { backup != log_size -> backup = log_size }       /* take a backup */
  :: atomic { crashes < 2 ->                                  /* crash, restore the backup */
       crashes++;
       do :: len(line) > 0 -> line?_,_,_ :: else -> break od;   /* connections die with the node */
       s = MAX;
       do                                                      /* what nobody ever saw was never sealed */
       :: s > mirror_size && s > backup -> sealed[s] = 0; s--
       :: else -> break
       od;
       log_size = backup;
       if :: received > log_size -> received = log_size :: else fi;
#ifdef NO_GUARD
       open = true
#else
       open = false
#endif
     }
  :: atomic { !open ->                                        /* the peer shows its copy; fetch what is missing */
       do
       :: log_size < mirror_size -> log_size++; log_value[log_size] = mirror_value[log_size]
       :: else -> break
       od;
       received = mirror_size;
       open = true }
  :: received == MAX -> break
  od
}

active proctype mirror() {
  byte s; byte v;
  end: do
  :: atomic { line?[update,_,_] ->
       line?update(s, v);
       if
#ifdef NO_INDEX
       :: mirror_size < MAX -> mirror_size++; s = mirror_size; mirror_value[s] = v; assert(sealed[s] == v)
       :: else -> skip
#else
       :: s == mirror_size + 1 -> mirror_size = s; mirror_value[s] = v; assert(sealed[s] == v)
       :: s <= mirror_size -> assert(mirror_value[s] == v)
       :: else -> skip
#endif
       fi;
#ifndef COSIGN_EARLY
       mirror_durable = mirror_size;                          /* durable first, then countersigned */
#endif
       if :: len(line) < 2 && s <= mirror_size -> line!receipt(s, v) :: else -> skip fi }
  :: atomic { mirror_durable < mirror_size -> mirror_durable = mirror_size }
  :: atomic { mirror_crashes < 1 -> mirror_crashes++; mirror_size = mirror_durable }
  od
}

active proctype weather() {
  mtype m; byte s; byte v;
  end: do
  :: atomic { line?[_,_,_] -> line?m(s, v) }                           /* lose */
  :: atomic { len(line) == 1 -> line?<m, s, v>; line!m(s, v) }          /* repeat */
  :: atomic { len(line) == 2 -> line?m(s, v); line!m(s, v) }            /* reorder */
  od
}
