package cache

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"tidyrelease/extract"
)

// fill gives every field a value, so that a field which is lost shows.
func fill(r *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString([]string{"", "é\x00", "more than a word"}[r.IntN(3)])
	case reflect.Int:
		v.SetInt(int64(r.Uint64() >> r.IntN(64)))
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Slice:
		if n := r.IntN(4); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n-1, n-1))
			for i := range n - 1 {
				fill(r, v.Index(i))
			}
		}
	case reflect.Pointer:
		if r.IntN(2) == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem())
		}
	case reflect.Struct:
		if v.Type() == decimalType {
			v.Set(reflect.ValueOf(decimal.MustParse([]string{"0", "0.00", "-12.50", "9999999999999999999", "-9.999999999999999999", "0.0000000000000000001", "9223372036854775808"}[r.IntN(7)])))
			return
		}
		for i := range v.NumField() {
			fill(r, v.Field(i))
		}
	default:
		panic(v.Type())
	}
}

func document(r *rand.Rand) *extract.Document {
	doc := &extract.Document{}
	fill(r, reflect.ValueOf(doc).Elem())
	doc.ID, doc.Source = "", ""
	return doc
}

var exact = cmp.Comparer(func(a, b decimal.Decimal) bool { return a == b })

// What comes out of the store is what went in, to the scale of a decimal and to nil, but for its names.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	store := Open(filepath.Join(t.TempDir(), "deep", "cache"), "1")
	for n := range 300 {
		want := document(r)
		named := *want
		named.ID, named.Source = "a", "b/a.txt"
		key := store.Key([]byte{byte(n), byte(n >> 8)})
		if store.Get(key) != nil {
			t.Fatal("an entry that nobody put")
		}
		store.Put(key, &named)
		if diff := cmp.Diff(want, store.Get(key), exact); diff != "" {
			t.Fatalf("document (-put +got):\n%s", diff)
		}
	}
	if hits, misses, damaged, err := store.Use(); hits != 300 || misses != 300 || damaged != 0 || err != nil {
		t.Errorf("%d hits, %d misses, %d damaged, %v", hits, misses, damaged, err)
	}
}

// The version is part of the name of an entry.
func TestVersions(t *testing.T) {
	folder := t.TempDir()
	old := Open(folder, "1")
	old.Put(old.Key(nil), &extract.Document{Text: "old"})
	if next := Open(folder, "2"); next.Get(next.Key(nil)) != nil {
		t.Error("an entry of another version")
	}
}

// An entry that is cut short or has one wrong bit is none.
func TestDamage(t *testing.T) {
	content := encode(document(rand.New(rand.NewPCG(3, 4))))
	for i := range content {
		if _, err := decode(content[:i]); err == nil {
			t.Errorf("cut at %d of %d bytes: no error", i, len(content))
		}
		wrong := append([]byte{}, content...)
		wrong[i] ^= 1 << (i % 8)
		if _, err := decode(wrong); err == nil {
			t.Errorf("a wrong bit at %d of %d bytes: no error", i, len(content))
		}
	}
}

// An entry whose hash is right and whose form is not is refused without a panic and without a great allocation.
func FuzzDecoder(f *testing.F) {
	f.Add(encode(document(rand.New(rand.NewPCG(5, 6))))[32:])
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, content []byte) {
		d := decoder{rest: string(content)}
		d.value(reflect.ValueOf(&extract.Document{}).Elem())
	})
}

// A store that cannot be written says so and is empty.
func TestUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	store := Open(file, "1")
	store.Put(store.Key(nil), &extract.Document{})
	if store.Get(store.Key(nil)) != nil {
		t.Error("an entry in a folder that is none")
	}
	store.Trim()
	if _, _, _, err := store.Use(); err == nil {
		t.Error("no error is told")
	}
}

func TestTrim(t *testing.T) {
	store := Open(t.TempDir(), "1")
	keys := map[string]Key{"used": store.Key([]byte("used")), "unused": store.Key([]byte("unused")), "fresh": store.Key([]byte("fresh"))}
	long := time.Now().Add(-stale - time.Hour)
	for name, k := range keys {
		store.Put(k, &extract.Document{})
		if name != "fresh" {
			if err := os.Chtimes(store.path(k), long, long); err != nil {
				t.Fatal(err)
			}
		}
	}
	notes := filepath.Join(store.folder, "notes.txt")
	if err := os.WriteFile(notes, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	os.Chtimes(notes, long, long)
	store.Get(keys["used"])
	store.Trim()
	for name, k := range keys {
		if _, err := os.Stat(store.path(k)); (err == nil) != (name != "unused") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(notes); err != nil {
		t.Errorf("a file that is no entry is gone: %v", err)
	}
}

// Entries that many write and read at once are whole.
func TestTogether(t *testing.T) {
	store := Open(filepath.Join(t.TempDir(), "cache"), "1")
	doc := document(rand.New(rand.NewPCG(3, 4)))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				store.Put(Key{}, doc)
				store.Get(Key{})
			}
		})
	}
	all.Wait()
	if _, _, damaged, failure := store.Use(); damaged > 0 || failure != nil {
		t.Errorf("%d reads of a damaged entry, %v", damaged, failure)
	}
}
