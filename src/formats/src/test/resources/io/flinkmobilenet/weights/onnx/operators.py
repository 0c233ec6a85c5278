"""Writes the graphs in operators/, one per operator and way of writing it.

Needs numpy and onnx 1.23. The argument is the folder to write to. ImportAgreement in the profile
bench compares the graphs with ONNX Runtime and writes operators.csv.
"""
import os
import sys

import numpy as np
import onnx
from onnx import helper as h, TensorProto as T, numpy_helper as nh
out = sys.argv[1]
os.makedirs(out, exist_ok=True)
rng=np.random.default_rng(7)
def W(name,*s,scale=0.4,off=0): return nh.from_array((rng.standard_normal(s)*scale+off).astype(np.float32),name)
def I(name,*v): return nh.from_array(np.array(v,np.int64),name)
def F(name,v): return nh.from_array(np.array(v,np.float32),name)
n=h.make_node
def save(name,nodes,inits,opset=13,inshape=(1,3,8,8),outname='y',ir=8):
    g=h.make_graph(nodes,name,[h.make_tensor_value_info('x',T.FLOAT,list(inshape))],[h.make_tensor_value_info(outname,T.FLOAT,None)],inits)
    m=h.make_model(g,opset_imports=[h.make_opsetid('',opset)],ir_version=ir)
    onnx.save(m,f'{out}/{name}.onnx')
def head(v): return [n('GlobalAveragePool',[v],['gp']),n('Flatten',['gp'],['y'])]
def flat(v): return [n('Flatten',[v],['y'])]
conv=[n('Conv',['x','w'],['c'],pads=[1,1,1,1])]
wt=[W('w',6,3,3,3)]
def case(name,nodes,inits=[],opset=13,end=flat,v='c2',**k): save(name,conv+nodes+end(v),wt+inits,opset,**k)
# windows
for nm,kw in dict(same_upper=dict(auto_pad='SAME_UPPER',strides=[2,2],kernel_shape=[3,3]),same_lower=dict(auto_pad='SAME_LOWER',strides=[2,2],kernel_shape=[3,3]),valid=dict(auto_pad='VALID',kernel_shape=[3,3]),dil=dict(dilations=[2,2],pads=[2,2,2,2]),asym=dict(pads=[0,1,2,0],strides=[2,1])).items():
    save('conv_'+nm,[n('Conv',['x','w'],['c'],**kw)]+flat('c'),wt)
save('conv_group',[n('Conv',['x','w','b'],['c'],group=3,pads=[1,1,1,1])]+flat('c'),[W('w',6,1,3,3),W('b',6)])
save('conv_5x3',[n('Conv',['x','w'],['c'],pads=[2,1,2,1])]+flat('c'),[W('w',4,3,5,3)])
for op in ('MaxPool','AveragePool'):
    case(f'{op}_ceil',[n(op,['c'],['c2'],kernel_shape=[3,3],strides=[2,2],ceil_mode=1)])
    case(f'{op}_ceilpad',[n(op,['c'],['c2'],kernel_shape=[3,3],strides=[2,2],pads=[1,1,1,1],ceil_mode=1)],opset=19)
    case(f'{op}_pad',[n(op,['c'],['c2'],kernel_shape=[3,3],strides=[2,2],pads=[1,0,1,1])])
    case(f'{op}_same',[n(op,['c'],['c2'],kernel_shape=[2,3],strides=[2,2],auto_pad='SAME_LOWER')])
case('AveragePool_count',[n('AveragePool',['c'],['c2'],kernel_shape=[3,3],strides=[2,2],pads=[1,1,1,1],count_include_pad=1)])
case('AveragePool_count_ceil',[n('AveragePool',['c'],['c2'],kernel_shape=[3,3],strides=[2,2],pads=[1,1,1,1],count_include_pad=1,ceil_mode=1)])
case('MaxPool_dil',[n('MaxPool',['c'],['c2'],kernel_shape=[2,2],dilations=[2,2])])
# pads
P=[I('p',0,0,1,2,0,0,2,1)]
save('pad_conv',[n('Pad',['x','p'],['q']),n('Conv',['q','w'],['c'])]+flat('c'),wt+P)
save('pad_attr',[n('Pad',['x'],['q'],pads=[0,0,1,2,0,0,2,1],value=0.0),n('Conv',['q','w'],['c'],pads=[1,1,1,1])]+flat('c'),wt,opset=9)
save('pad_value',[n('Pad',['x','p','v'],['q']),n('Conv',['q','w'],['c'])]+flat('c'),wt+P+[F('v',0.7)])
case('pad_avg',[n('Pad',['c','p'],['q']),n('AveragePool',['q'],['c2'],kernel_shape=[3,3],strides=[2,2])],P)
case('pad_avg_pad',[n('Pad',['c','p'],['q']),n('AveragePool',['q'],['c2'],kernel_shape=[3,3],strides=[2,2],pads=[1,1,1,1])],P)
case('pad_max',[n('Pad',['c','p'],['q']),n('MaxPool',['q'],['c2'],kernel_shape=[3,3],strides=[2,2])],P)
case('pad_max_relu',[n('Relu',['c'],['r']),n('Pad',['r','p'],['q']),n('MaxPool',['q'],['c2'],kernel_shape=[3,3],strides=[2,2])],P)
case('pad_max_inf',[n('Pad',['c','p','v'],['q']),n('MaxPool',['q'],['c2'],kernel_shape=[3,3],strides=[2,2])],P+[F('v',-np.inf)])
case('pad_two_readers',[n('Pad',['c','p'],['q']),n('MaxPool',['q'],['a'],kernel_shape=[3,3]),n('AveragePool',['q'],['b'],kernel_shape=[3,3]),n('Add',['a','b'],['c2'])],P)
case('pad_axes',[n('Pad',['c','p2','','ax'],['c2'])],[I('p2',1,2,3,4),I('ax',-1,2)],opset=18)
case('pad_channels',[n('Slice',['c','s','e','ax','st'],['d']),n('Pad',['d','pc'],['c2'])],[I('s',0,0),I('e',2**63-1,2**63-1),I('ax',2,3),I('st',2,2),I('pc',0,2,0,0,0,3,0,1)])
# activations
for op,kw in [('Relu',{}),('Sigmoid',{}),('Tanh',{}),('LeakyRelu',{}),('LeakyRelu',dict(alpha=0.2)),('HardSigmoid',{}),('HardSigmoid',dict(alpha=1/6,beta=0.5)),('HardSwish',{})]:
    case(f'act_{op}_{len(kw)}',[n(op,['c'],['c2'],**kw)],opset=14)
case('clip_attr',[n('Clip',['c'],['c2'],min=-0.3,max=0.5)],opset=9)
case('clip_min',[n('Clip',['c','lo'],['c2'])],[F('lo',0.1)])
case('clip_max',[n('Clip',['c','','hi'],['c2'])],[F('hi',0.4)])
case('clip6',[n('Clip',['c','lo','hi'],['c2'])],[F('lo',0.0),F('hi',6.0)])
case('silu',[n('Sigmoid',['c'],['s']),n('Mul',['s','c'],['c2'])])
case('sigmoid_other',[n('Sigmoid',['c'],['s']),n('Relu',['c'],['r']),n('Mul',['s','r'],['c2'])])
c6=[F('three',3.0),F('zero',0.0),F('six',6.0),F('sixth',1/6)]
case('hswish1',[n('Add',['c','three'],['a']),n('Clip',['a','zero','six'],['b']),n('Mul',['c','b'],['m']),n('Div',['m','six'],['c2'])],c6)
case('hswish2',[n('Add',['three','c'],['a']),n('Clip',['a','zero','six'],['b']),n('Div',['b','six'],['m']),n('Mul',['m','c'],['c2'])],c6)
case('hswish3',[n('Add',['c','three'],['a']),n('Clip',['a','zero','six'],['b']),n('Mul',['b','sixth'],['m']),n('Mul',['c','m'],['c2'])],c6)
case('hswish_not',[n('Add',['c','three'],['a']),n('Clip',['a','zero','six'],['b']),n('Relu',['c'],['r']),n('Mul',['r','b'],['m']),n('Div',['m','six'],['c2'])],c6)
case('hsig_unit',[n('Mul',['c','sixth'],['a']),n('Add',['a','half'],['b']),n('Clip',['b','zero','one'],['c2'])],c6+[F('half',0.5),F('one',1.0)])
case('prelu',[n('PRelu',['c','s'],['c2'])],[W('s',6,1,1)])
case('prelu1',[n('PRelu',['c','s'],['c2'])],[W('s',1)])
case('maxmin',[n('Max',['c','zero'],['a']),n('Min',['half','a'],['c2'])],c6+[F('half',0.5)])
# bn
bn=[W('s',6),W('b',6),W('m',6),W('v',6,scale=0.1,off=1)]
case('bn',[n('BatchNormalization',['c','s','b','m','v'],['c2'],epsilon=1e-3)],bn)
case('bn7',[n('BatchNormalization',['c','s','b','m','v'],['c2'],epsilon=1e-3)],bn,opset=7)
case('bn_unfolded',[n('Sub',['c','m3'],['a']),n('Div',['a','v3'],['b1']),n('Mul',['b1','s3'],['d']),n('Add',['d','b3'],['c2'])],[W('m3',1,6,1,1),W('v3',6,1,1,off=2,scale=.1),W('s3',1,6,1,1),W('b3',6,1,1)])
save('bn_flat',[n('GlobalAveragePool',['x'],['g']),n('Flatten',['g'],['f']),n('BatchNormalization',['f','s','b','m','v'],['y'])],[W('s',3),W('b',3),W('m',3),W('v',3,off=1,scale=.1)])
case('lrn',[n('LRN',['c'],['c2'],size=3,alpha=0.3,beta=0.6,bias=1.2)])
# arithmetic
case('add_maps',[n('Relu',['c'],['r']),n('Add',['c','r'],['c2'])])
case('sub_maps',[n('Relu',['c'],['r']),n('Sub',['r','c'],['c2'])])
case('sub_const',[n('Sub',['k','c'],['c2'])],[W('k',6,1,1)])
case('sub_const2',[n('Sub',['c','k'],['c2'])],[W('k',1,6,1,1)])
case('mul_scalar',[n('Mul',['c','k'],['c2'])],[F('k',1.7)])
case('se',[n('GlobalAveragePool',['c'],['g']),n('Conv',['g','w2'],['h']),n('Sigmoid',['h'],['s']),n('Mul',['c','s'],['c2'])],[W('w2',6,6,1,1)])
case('se_dense',[n('GlobalAveragePool',['c'],['g']),n('Flatten',['g'],['f']),n('Gemm',['f','w2'],['h']),n('Sigmoid',['h'],['s']),n('Reshape',['s','sh'],['s4']),n('Mul',['s4','c'],['c2'])],[W('w2',6,6),I('sh',-1,6,1,1)])
case('spatial_att',[n('Conv',['c','w2'],['h']),n('Sigmoid',['h'],['s']),n('Mul',['c','s'],['c2'])],[W('w2',1,6,1,1)])
case('pow2',[n('Pow',['c','two'],['c2'])],[F('two',2.0)])
case('neg_sum',[n('Conv',['x','wz'],['x6']),n('Neg',['c'],['a']),n('Sum',['a','x6','c'],['c2'])],[W('wz',6,3,1,1)])
# heads
for o in (9,13):
    case(f'softmax{o}',head('c')[:1]+[n('Flatten',['gp'],['f']),n('Softmax',['f'],['y'])],opset=o,end=lambda v:[])
case('softmax4d',head('c')[:1]+[n('Softmax',['gp'],['y'],axis=1)],end=lambda v:[])
case('logsoftmax',head('c')[:1]+[n('Flatten',['gp'],['f']),n('LogSoftmax',['f'],['y'],axis=1)],end=lambda v:[])
case('gemm',[n('Flatten',['c'],['f']),n('Gemm',['f','g','gb'],['y'],alpha=0.5,beta=2.0)],[W('g',384,5),W('gb',5)],end=lambda v:[])
case('gemm_t',[n('Flatten',['c'],['f']),n('Gemm',['f','g','gb'],['y'],transB=1)],[W('g',5,384),W('gb',1,5)],end=lambda v:[])
case('gemm_scalar_c',[n('Flatten',['c'],['f']),n('Gemm',['f','g','gb'],['y'],transB=1)],[W('g',5,384),W('gb',1)],end=lambda v:[])
case('matmul_add',[n('Flatten',['c'],['f']),n('MatMul',['f','g'],['h']),n('Add',['gb','h'],['y'])],[W('g',384,5),W('gb',5)],end=lambda v:[])
case('reduce_mean',[n('ReduceMean',['c'],['y'],axes=[2,3],keepdims=0)],end=lambda v:[])
case('reduce_mean_neg',[n('ReduceMean',['c'],['y'],axes=[-1,-2],keepdims=0)],end=lambda v:[])
case('reduce_mean18',[n('ReduceMean',['c','ax'],['y'],keepdims=0)],[I('ax',2,3)],opset=18,end=lambda v:[])
case('reduce_rows',[n('ReduceMean',['c'],['a'],axes=[2]),n('ReduceMax',['a'],['c2'],axes=[3])])
case('reduce_sum',[n('ReduceSum',['c','ax'],['c2'])],[I('ax',2,3)])
case('gmax',[n('GlobalMaxPool',['c'],['c2'])])
# shapes
case('shape_flatten',[n('Shape',['c'],['s']),n('Gather',['s','z'],['b']),n('Unsqueeze',['b'],['u'],axes=[0]),n('Concat',['u','m1'],['sh'],axis=0),n('Reshape',['c','sh'],['y'])],[nh.from_array(np.array(0,np.int64),'z'),I('m1',-1)],opset=11,end=lambda v:[])
case('reshape_mean',[n('Reshape',['c','sh'],['r']),n('ReduceMean',['r'],['y'],axes=[2],keepdims=0)],[I('sh',0,0,-1)],end=lambda v:[])
case('shuffle',[n('Reshape',['c','a'],['r']),n('Transpose',['r'],['t'],perm=[0,2,1,3,4]),n('Reshape',['t','b'],['c2'])],[I('a',1,2,3,8,8),I('b',1,-1,8,8)])
case('shuffle_conv',[n('Reshape',['c','a'],['r']),n('Transpose',['r'],['t'],perm=[0,2,1,3,4]),n('Reshape',['t','b'],['d']),n('Conv',['d','w2'],['c2'])],[I('a',1,3,2,8,8),I('b',1,-1,8,8),W('w2',4,6,1,1)])
case('megvii',[n('Reshape',['c','a'],['r']),n('Transpose',['r'],['t'],perm=[1,0,2]),n('Reshape',['t','b'],['d']),n('Gather',['d','i0'],['e']),n('Gather',['d','i1'],['f']),n('Conv',['f','w2'],['g']),n('Concat',['e','g'],['c2'],axis=1)],[I('a',3,2,64),I('b',2,-1,3,8,8),nh.from_array(np.array(0,np.int64),'i0'),nh.from_array(np.array(1,np.int64),'i1'),W('w2',3,3,1,1)])
case('split',[n('Split',['c','sp'],['a','b'],axis=1),n('Relu',['a'],['d']),n('Concat',['b','d'],['c2'],axis=1)],[I('sp',2,4)])
case('split_attr',[n('Split',['c'],['a','b'],axis=1),n('Concat',['b','a'],['c2'],axis=-3)],opset=9)
case('split18',[n('Split',['c'],['a','b','d'],axis=1,num_outputs=3),n('Concat',['b','a','d'],['c2'],axis=1)],opset=18)
case('slice',[n('Slice',['c','s','e','ax'],['c2'])],[I('s',1),I('e',-1),I('ax',1)])
case('slice_stride',[n('Slice',['c','s','e','ax','st'],['c2'])],[I('s',0,0),I('e',2**63-1,2**63-1),I('ax',2,3),I('st',2,2)])
case('slice9',[n('Slice',['c'],['c2'],starts=[3],ends=[6],axes=[1])],opset=9)
save('nhwc',[n('Transpose',['x'],['t'],perm=[0,3,1,2]),n('Conv',['t','w'],['c'],pads=[1,1,1,1]),n('Transpose',['c'],['u'],perm=[0,2,3,1]),n('Flatten',['u'],['f']),n('Gemm',['f','g'],['y'])],wt+[W('g',384,5)],inshape=(1,8,8,3))
save('nhwc_mean',[n('Transpose',['x'],['t'],perm=[0,3,1,2]),n('Conv',['t','w'],['c']),n('Transpose',['c'],['u'],perm=[0,2,3,1]),n('Add',['u','ub'],['ub1']),n('ReduceMean',['ub1'],['y'],axes=[1,2],keepdims=0)],wt+[W('ub',6)],inshape=(1,8,8,3))
case('channels_last_matmul',[n('Transpose',['c'],['u'],perm=[0,2,3,1]),n('MatMul',['u','g'],['m']),n('Add',['m','gb'],['a']),n('Transpose',['a'],['c2'],perm=[0,3,1,2])],[W('g',6,4),W('gb',4)])
case('concat_vec',[n('GlobalAveragePool',['c'],['g']),n('GlobalMaxPool',['c'],['m']),n('Flatten',['g'],['gf']),n('Flatten',['m'],['mf']),n('Concat',['gf','mf'],['y'],axis=1)],end=lambda v:[])
case('squeeze',[n('GlobalAveragePool',['c'],['g']),n('Squeeze',['g'],['s'],axes=[2,3]),n('Unsqueeze',['s'],['c2'],axes=[2,3])],opset=11)
# resize
case('resize_nearest',[n('Resize',['c','','sc'],['c2'],mode='nearest',coordinate_transformation_mode='asymmetric',nearest_mode='floor')],[F('sc',[1,1,2,2])])
case('resize_half',[n('Resize',['c','','sc'],['c2'],mode='nearest')],[F('sc',[1,1,2,2])])
case('resize_lin',[n('Resize',['c','','','sz'],['c2'],mode='linear')],[I('sz',1,6,13,5)])
case('resize_corners',[n('Resize',['c','','','sz'],['c2'],mode='linear',coordinate_transformation_mode='align_corners')],[I('sz',1,6,13,5)])
case('upsample9',[n('Upsample',['c','sc'],['c2'],mode='nearest')],[F('sc',[1,1,2,3])],opset=9)
case('resize10',[n('Resize',['c','sc'],['c2'],mode='linear')],[F('sc',[1,1,2,2])],opset=10)
case('upsample7',[n('Upsample',['c'],['c2'],mode='nearest',scales=[1.,1.,2.,2.])],opset=7)
# weights
save('half_weights',[n('Cast',['wh'],['w'],to=1),n('Conv',['x','w'],['c'])]+flat('c'),[nh.from_array(rng.standard_normal((4,3,3,3)).astype(np.float16),'wh')])
save('const_node',[n('Constant',[],['w'],value=W('w0',4,3,3,3)),n('Identity',['w'],['wi']),n('Conv',['x','wi'],['c'])]+flat('c'),[])
save('double_fold',[n('Cast',['wh'],['w'],to=1),n('Mul',['w','s'],['w2']),n('Conv',['x','w2'],['c'])]+flat('c'),[nh.from_array(rng.standard_normal((4,3,3,3)),'wh'),W('s',4,1,1,1)])
t=h.make_tensor('w',T.FLOAT,(4,3,1,1),list(rng.standard_normal(12)))
save('typed_data',[n('Conv',['x','w'],['c'])]+flat('c'),[t])
t=h.make_tensor('wh',T.FLOAT16,(4,3,1,1),list(rng.standard_normal(12)))
save('typed_half',[n('Cast',['wh'],['w'],to=1),n('Conv',['x','w'],['c'])]+flat('c'),[t])
save('shared_weights',[n('Conv',['x','w'],['a'],pads=[1,1,1,1]),n('Conv',['x','w'],['b'],pads=[1,1,1,1]),n('Sub',['a','b'],['d']),n('Add',['d','a'],['c'])]+flat('c'),wt)
save('dropout_cast',[n('Conv',['x','w'],['c']),n('Dropout',['c'],['d','mask']),n('Cast',['d'],['e'],to=1)]+flat('e'),wt,opset=12)
# functions and choices of the image's own values
def bare(name,nodes,inits=[],opset=13): save(name,nodes+flat('f'),inits,opset,inshape=(1,3,4,4))
bare('elu',[n('Elu',['x'],['f'],alpha=0.6)])
bare('elu_1',[n('Elu',['x'],['f'])])
bare('gelu',[n('Gelu',['x'],['f'])],opset=20)
bare('gelu_tanh',[n('Gelu',['x'],['f'],approximate='tanh')],opset=20)
bare('softplus',[n('Softplus',['x'],['f'])])
bare('erf',[n('Erf',['x'],['f'])])
bare('mish',[n('Softplus',['x'],['a']),n('Tanh',['a'],['b']),n('Mul',['x','b'],['f'])])
ge=[F('r',2**0.5),F('o',1.0),F('h',0.5)]
bare('gelu_erf',[n('Div',['x','r'],['a']),n('Erf',['a'],['b']),n('Add',['b','o'],['c']),n('Mul',['x','c'],['e']),n('Mul',['e','h'],['f'])],ge)
bare('gelu_erf2',[n('Mul',['x','h'],['z']),n('Div',['x','r'],['a']),n('Erf',['a'],['b']),n('Add',['b','o'],['c']),n('Mul',['z','c'],['f'])],ge)
bare('max_maps',[n('Tanh',['x'],['a']),n('Softplus',['x'],['b']),n('Sub',['b','a'],['c']),n('Max',['c','x'],['f'])])
bare('min_maps',[n('Tanh',['x'],['a']),n('Min',['a','x'],['f'])])
