package cache

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"

	"github.com/govalues/decimal"
)

// The form of an entry: the fields of a document in the order of their declaration; integers as varints, a string
// and a slice behind their length (a slice behind its length and one, so that nil is told from empty); what a pointer leads to behind a one, and
// nil as a zero. It has no names and no
// version of its own, because entries are kept under a version of the program that declares the fields. It is read by reflection, so that
// a field that is added to a document is kept without a word here.

// encoder appends values to buffer.
type encoder struct{ buffer []byte }

var decimalType = reflect.TypeFor[decimal.Decimal]()

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		e.buffer = binary.AppendUvarint(e.buffer, uint64(v.Len()))
		e.buffer = append(e.buffer, v.String()...)
	case reflect.Int:
		e.buffer = binary.AppendVarint(e.buffer, v.Int())
	case reflect.Bool:
		flag := byte(0)
		if v.Bool() {
			flag = 1
		}
		e.buffer = append(e.buffer, flag)
	case reflect.Slice:
		if v.IsNil() {
			e.buffer = append(e.buffer, 0)
			return
		}
		e.buffer = binary.AppendUvarint(e.buffer, uint64(v.Len())+1)
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() {
			e.buffer = append(e.buffer, 0)
			return
		}
		e.buffer = append(e.buffer, 1)
		e.value(v.Elem())
	case reflect.Struct:
		if v.Type() == decimalType {
			e.decimal(v.Interface().(decimal.Decimal))
			return
		}
		for i := range v.NumField() {
			e.value(v.Field(i))
		}
	default:
		panic(fmt.Sprintf("cache: no form for a field of type %s", v.Type())) // a test encodes every field
	}
}

// decimal writes scale, sign and coefficient.
func (e *encoder) decimal(d decimal.Decimal) {
	head := byte(d.Scale()) << 1
	if d.IsNeg() {
		head |= 1
	}
	e.buffer = binary.AppendUvarint(append(e.buffer, head), d.Coef())
}

// errDamaged: an entry is no encoding of a document.
var errDamaged = errors.New("cache: damaged entry")

// decoder reads what an encoder wrote. The strings that it gives are parts of one string that holds the entry.
type decoder struct {
	rest string
	bad  bool
}

func (d *decoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(d.take(d.length()))
	case reflect.Int:
		v.SetInt(d.integer())
	case reflect.Bool:
		v.SetBool(d.byte() == 1)
	case reflect.Slice:
		d.slice(v)
	case reflect.Pointer:
		if d.byte() == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			d.value(v.Elem())
		}
	case reflect.Struct:
		if v.Type() == decimalType {
			d.decimal(v)
			return
		}
		for i := range v.NumField() {
			d.value(v.Field(i))
		}
	}
}

func (d *decoder) slice(v reflect.Value) {
	n := d.unsigned()
	if n == 0 || d.bad {
		return
	}
	if n--; n > uint64(len(d.rest)) { // each element takes a byte or more
		d.bad = true
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), int(n), int(n)))
	for i := 0; i < int(n) && !d.bad; i++ {
		d.value(v.Index(i))
	}
}

func (d *decoder) decimal(v reflect.Value) {
	head := d.byte()
	coefficient := d.unsigned()
	if coefficient > 1<<63-1 {
		d.large(v, head, coefficient)
		return
	}
	signed := int64(coefficient)
	if head&1 != 0 {
		signed = -signed
	}
	number, err := decimal.New(signed, int(head>>1))
	if err != nil {
		d.bad = true
		return
	}
	*v.Addr().Interface().(*decimal.Decimal) = number
}

// large makes a decimal of a coefficient that no int64 holds.
func (d *decoder) large(v reflect.Value, head byte, coefficient uint64) {
	tenth, err := decimal.New(int64(coefficient/10), int(head>>1))
	if err != nil {
		d.bad = true
		return
	}
	digit, err := decimal.New(int64(coefficient%10), int(head>>1))
	if err != nil {
		d.bad = true
		return
	}
	number, err := tenth.Mul(decimal.Ten)
	if err == nil {
		number, err = number.Add(digit)
	}
	if err != nil {
		d.bad = true
		return
	}
	if head&1 != 0 {
		number = number.Neg()
	}
	*v.Addr().Interface().(*decimal.Decimal) = number
}

func (d *decoder) byte() byte {
	if d.rest == "" {
		d.bad = true
		return 0
	}
	b := d.rest[0]
	d.rest = d.rest[1:]
	return b
}

func (d *decoder) unsigned() uint64 {
	n := uint64(0)
	for shift := 0; shift < 64; shift += 7 {
		b := d.byte()
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	d.bad = true
	return 0
}

func (d *decoder) integer() int64 {
	u := d.unsigned()
	return int64(u>>1) ^ -int64(u&1)
}

func (d *decoder) length() int {
	n := d.unsigned()
	if n > uint64(len(d.rest)) {
		d.bad = true
		return 0
	}
	return int(n)
}

func (d *decoder) take(n int) string {
	if d.bad {
		return ""
	}
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}
